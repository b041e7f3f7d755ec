import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import eu.europa.esig.dss.enumerations.TimestampType;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * What DSS says of the wholeness of signed PDFs, whoever signed them: java -cp JARS Changes.java LIST SECONDS
 * LIST has a line for each file: its path and a folder of trusted certificates, between tabs. Nothing is fetched, and no file takes longer.
 * Writes a line for each signature and document timestamp: file, field, "signature" or "timestamp", "whole" or not, what is wrong with
 * it, which changes DSS found after it, and DSS's verdict, between tabs; of a file that cannot be read: file, "", "error" and the reason.
 */
class Changes {
    public static void main(String[] arguments) throws Exception {
        for (var line : Files.readAllLines(Path.of(arguments[0]))) {
            var words = line.split("\t");
            List<String> said;
            try {
                said = judged(words[0], words[1]).get(Long.parseLong(arguments[1]), TimeUnit.SECONDS);
            } catch (TimeoutException late) {
                said = List.of("\terror\ttime");
            } catch (Exception wrong) {
                said = List.of("\terror\t" + plain(String.valueOf(wrong.getCause())));
            }
            for (var each : said)
                System.out.println(words[0] + "\t" + each);
        }
        System.exit(0); // whatever still runs
    }

    private static CompletableFuture<List<String>> judged(String path, String trust) {
        var result = new CompletableFuture<List<String>>();
        var thread = new Thread(() -> {
            try {
                result.complete(judge(path, trust));
            } catch (Throwable wrong) {
                result.completeExceptionally(wrong);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static List<String> judge(String path, String trust) {
        var trusted = new CommonTrustedCertificateSource();
        for (var each : new File(trust).listFiles())
            trusted.addCertificate(DSSUtils.loadCertificate(each));
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        var validator = SignedDocumentValidator.fromDocument(new FileDocument(path));
        validator.setCertificateVerifier(verifier);
        var reports = validator.validateDocument();
        var said = new ArrayList<String>();
        for (var each : reports.getDiagnosticData().getSignatures()) {
            var wrong = new ArrayList<String>();
            if (!each.isSignatureIntact())
                wrong.add("not intact");
            if (!each.isSignatureValid())
                wrong.add("not valid");
            if (!each.isBLevelTechnicallyValid() && each.isSignatureValid())
                wrong.add("reference not intact");
            said.add(line("signature", wrong, each.getPDFRevision(), reports.getSimpleReport().getIndication(each.getId()) + " "
                + reports.getSimpleReport().getSubIndication(each.getId())));
        }
        for (var each : reports.getDiagnosticData().getTimestampList()) {
            if (each.getType() != TimestampType.DOCUMENT_TIMESTAMP && each.getType() != TimestampType.CONTAINER_TIMESTAMP)
                continue;
            var wrong = new ArrayList<String>();
            if (!each.isMessageImprintDataIntact())
                wrong.add("not intact");
            if (!each.isSignatureValid())
                wrong.add("not valid");
            said.add(line("timestamp", wrong, each.getPDFRevision(), reports.getSimpleReport().getIndication(each.getId()) + " "
                + reports.getSimpleReport().getSubIndication(each.getId())));
        }
        return said;
    }

    private static String line(String kind, List<String> wrong, PDFRevisionWrapper revision, String verdict) {
        var changes = new ArrayList<String>();
        if (revision != null) {
            if (!revision.isSignatureByteRangeValid())
                wrong.add("ByteRange");
            if (!revision.isPdfSignatureDictionaryConsistent())
                wrong.add("dictionary differs");
            pages(changes, "annotations overlap on", revision.getPdfAnnotationsOverlapConcernedPages());
            pages(changes, "looks otherwise on", revision.getPdfVisualDifferenceConcernedPages());
            pages(changes, "added or removed", revision.getPdfPageDifferenceConcernedPages());
            objects(changes, "undefined", revision.getPdfUndefinedChanges());
            objects(changes, "annotation", revision.getPdfAnnotationChanges());
            objects(changes, "form", revision.getPdfSignatureOrFormFillChanges());
            objects(changes, "extension", revision.getPdfExtensionChanges());
        }
        return String.join("\t", revision == null ? "" : plain(revision.getFirstFieldName()), kind,
            wrong.isEmpty() ? "whole" : String.join(", ", wrong), String.join("; ", changes), verdict);
    }

    private static void pages(List<String> changes, String what, List<?> pages) {
        if (pages != null && !pages.isEmpty())
            changes.add(what + " page " + pages.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    private static void objects(List<String> changes, String what, List<XmlObjectModification> objects) {
        if (objects != null && !objects.isEmpty())
            changes.add(what + " " + objects.size() + " (" + objects.stream().limit(3)
                .map(each -> each.getAction() + " " + plain(each.getValue())).collect(Collectors.joining(", ")) + ")");
    }

    private static String plain(String text) {
        return String.valueOf(text).replaceAll("\\s+", " ");
    }
}
