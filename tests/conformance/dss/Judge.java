import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * What DSS, the European Commission's implementation of ETSI EN 319 102-1, says of signed PDFs:
 * java -cp JARS Judge.java ANCHOR.crt (all|offline) FILE.pdf...
 * Nothing is fetched. "all" demands revocation data, which a file of a lower level than B-LT does not bring along: for such "offline".
 * Writes a line for each signature: file, level, verdict, and what is wrong, between tabs.
 */
class Judge {
    public static void main(String[] arguments) throws Exception {
        var trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(DSSUtils.loadCertificate(Path.of(arguments[0]).toFile()));
        var policy = new String(Judge.class.getResourceAsStream("/policy/constraint.xml").readAllBytes(), StandardCharsets.UTF_8);
        if (arguments[1].equals("offline"))
            policy = policy.replace("<RevocationDataAvailable Level=\"FAIL\" />", "<RevocationDataAvailable Level=\"IGNORE\" />");
        for (int i = 2; i < arguments.length; ++i) {
            var validator = SignedDocumentValidator.fromDocument(new FileDocument(arguments[i]));
            var verifier = new CommonCertificateVerifier();
            verifier.setTrustedCertSources(trusted);
            validator.setCertificateVerifier(verifier);
            var report = validator.validateDocument(new ByteArrayInputStream(policy.getBytes(StandardCharsets.UTF_8))).getSimpleReport();
            for (var id : report.getSignatureIdList())
                System.out.println(String.join("\t", arguments[i], String.valueOf(report.getSignatureFormat(id)),
                    String.valueOf(report.getIndication(id)),
                    report.getAdESValidationErrors(id).stream().map(each -> each.getValue()).collect(Collectors.joining("; "))));
        }
    }
}
