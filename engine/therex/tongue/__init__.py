"""The language of the patient's pages: texts, numbers, days and units as people of a country write them."""
