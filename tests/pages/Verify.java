import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Prints what veraPDF finds wrong with PDF/UA-1 files: file, clause, what and where, one a line. */
public class Verify {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
        for (String file : files) {
            try (FileInputStream bytes = new FileInputStream(file);
                    PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                for (TestAssertion wrong : result.getTestAssertions()) {
                    String clause = wrong.getRuleId().getClause() + "-" + wrong.getRuleId().getTestNumber();
                    System.out.println(String.join("\t", file, clause, wrong.getMessage().replaceAll("\\s+", " "),
                            wrong.getLocation().getContext()));
                }
                System.out.println(String.join("\t", file, result.isCompliant() ? "passed" : "failed",
                        Integer.toString(result.getTotalAssertions())));
            }
        }
    }
}
