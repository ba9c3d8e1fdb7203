"""A decision becomes the patient's pages and the clinician's page, in HTML and PDF."""
