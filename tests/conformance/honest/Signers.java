import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfSignature;
import com.lowagie.text.pdf.PdfStamper;
import com.lowagie.text.pdf.PdfString;
import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSigProperties;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSignDesigner;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Signs PDFs as programs do that use PDFBox, OpenPDF or DSS, each by the way that its manual shows:
 * java -cp JARS Signers.java KEYS.p12 PASSWORD
 * Reads jobs, one a line, words between tabs: program, file, signed file, field, then "new" or "prepared", "seen" or "plain", and
 * "certify" or "approve". Answers each with a line: "done", or what the program had against it.
 */
class Signers {
    private static final int ROOM = 16384;
    private static final float LEFT = 100, BOTTOM = 60, WIDTH = 160, HEIGHT = 40;

    private final PrivateKey key;
    private final Certificate[] chain;

    private record Job(String program, Path from, Path to, String field, boolean isNew, boolean seen, boolean certify) {
        static Job read(String line) {
            var words = line.split("\t");
            return new Job(words[0], Path.of(words[1]), Path.of(words[2]), words[3], words[4].equals("new"), words[5].equals("seen"),
                words[6].equals("certify"));
        }
    }

    private Signers(String path, char[] password) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var file = new FileInputStream(path)) {
            store.load(file, password);
        }
        var alias = store.aliases().nextElement();
        key = (PrivateKey) store.getKey(alias, password);
        chain = store.getCertificateChain(alias);
    }

    public static void main(String[] arguments) throws Exception {
        var signers = new Signers(arguments[0], arguments[1].toCharArray());
        var jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = jobs.readLine()) != null;) {
            String answer = "done";
            try {
                signers.sign(Job.read(line));
            } catch (Exception | LinkageError error) {
                answer = String.valueOf(error).replace('\n', ' ');
            }
            System.out.println(answer);
        }
    }

    private void sign(Job job) throws Exception {
        switch (job.program) {
            case "pdfbox" -> byPdfBox(job);
            case "openpdf" -> byOpenPdf(job);
            case "dss" -> byDss(job);
            default -> throw new IllegalArgumentException(job.program);
        }
    }

    /** A detached CMS signature, as the examples of PDFBox and OpenPDF make it: with the time, without signing-certificate-v2. */
    private byte[] cms(InputStream content) throws Exception {
        var generator = new CMSSignedDataGenerator();
        var signer = new JcaContentSignerBuilder("SHA256withRSA").build(key);
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .build(signer, (X509Certificate) chain[0]));
        generator.addCertificates(new JcaCertStore(Arrays.asList(chain)));
        return generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
    }

    private void byPdfBox(Job job) throws Exception {
        try (var document = Loader.loadPDF(job.from.toFile()); var options = new SignatureOptions();
             var out = new FileOutputStream(job.to.toFile())) {
            var signature = new PDSignature();
            if (!job.isNew)
                document.getDocumentCatalog().getAcroForm().getField(job.field).getCOSObject().setItem(COSName.V, signature);
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            signature.setName("PDFBox");
            signature.setSignDate(Calendar.getInstance());
            if (job.certify)
                certifyByPdfBox(document.getDocumentCatalog().getCOSObject(), signature);
            options.setPreferredSignatureSize(ROOM);
            if (job.seen) {
                var designer = new PDVisibleSignDesigner(document, picture(), 1);
                designer.xAxis(LEFT).yAxis(LEFT).width(WIDTH).height(HEIGHT).signatureFieldName(job.field);
                var properties = new PDVisibleSigProperties();
                properties.signerName("PDFBox").page(1).visualSignEnabled(true).setPdVisibleSignature(designer).buildSignature();
                options.setVisualSignature(properties.getVisibleSignature());
            }
            options.setPage(0);
            document.addSignature(signature, content -> {
                try {
                    return cms(content);
                } catch (Exception error) {
                    throw new IOException(error);
                }
            }, options);
            document.saveIncremental(out);
        }
    }

    /** As ISO 32000-1, 12.8.4, says; PDFBox leaves it to its caller. */
    private static void certifyByPdfBox(COSDictionary catalog, PDSignature signature) {
        var parameters = new COSDictionary();
        parameters.setName(COSName.TYPE, "TransformParams");
        parameters.setInt(COSName.P, 2);
        parameters.setName(COSName.V, "1.2");
        parameters.setDirect(true);
        var reference = new COSDictionary();
        reference.setName(COSName.TYPE, "SigRef");
        reference.setName("TransformMethod", "DocMDP");
        reference.setItem("TransformParams", parameters);
        reference.setDirect(true);
        var references = new COSArray();
        references.add(reference);
        references.setDirect(true);
        signature.getCOSObject().setItem("Reference", references);
        var permissions = new COSDictionary();
        permissions.setItem("DocMDP", signature);
        catalog.setItem("Perms", permissions);
        catalog.setNeedToBeUpdated(true);
        permissions.setNeedToBeUpdated(true);
    }

    private static BufferedImage picture() {
        var picture = new BufferedImage((int) WIDTH, (int) HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.fillRect(10, 10, 60, 10);
        graphics.dispose();
        return picture;
    }

    private void byOpenPdf(Job job) throws Exception {
        try (var out = new FileOutputStream(job.to.toFile())) {
            var stamper = PdfStamper.createSignature(new PdfReader(job.from.toString()), out, '\0', null, true);
            var appearance = stamper.getSignatureAppearance();
            appearance.setSignDate(Calendar.getInstance());
            if (!job.isNew)
                appearance.setVisibleSignature(job.field);
            else
                appearance.setVisibleSignature(job.seen ? new Rectangle(LEFT, BOTTOM, LEFT + WIDTH, BOTTOM + HEIGHT) : new Rectangle(0, 0), 1, job.field);
            appearance.setLayer2Text("OpenPDF");
            if (job.certify)
                appearance.setCertificationLevel(2);
            var signature = new PdfSignature(PdfName.ADOBE_PPKLITE, PdfName.ADBE_PKCS7_DETACHED);
            signature.setDate(new com.lowagie.text.pdf.PdfDate(appearance.getSignDate()));
            signature.setName("OpenPDF");
            appearance.setCryptoDictionary(signature);
            var room = new HashMap<PdfName, Integer>();
            room.put(PdfName.CONTENTS, 2 * ROOM + 2);
            appearance.preClose(room);
            var content = cms(appearance.getRangeStream());
            var filled = new PdfDictionary();
            filled.put(PdfName.CONTENTS, new PdfString(Arrays.copyOf(content, ROOM)).setHexWriting(true));
            appearance.close(filled);
        }
    }

    private void byDss(Job job) throws Exception {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken((X509Certificate) chain[0]));
        parameters.setCertificateChain(List.of(new CertificateToken((X509Certificate) chain[0])));
        if (job.certify)
            parameters.setPermission(CertificationPermission.MINIMAL_CHANGES_PERMITTED);
        var field = parameters.getImageParameters().getFieldParameters();
        if (!job.isNew)
            field.setFieldId(job.field);
        if (job.seen) {
            var text = new SignatureImageTextParameters();
            text.setText("DSS");
            parameters.getImageParameters().setTextParameters(text);
            if (job.isNew) {
                field.setPage(1);
                field.setOriginX(LEFT);
                field.setOriginY(LEFT);
                field.setWidth(WIDTH);
                field.setHeight(HEIGHT);
            }
        }
        var service = new PAdESService(new CommonCertificateVerifier());
        var document = new FileDocument(job.from.toFile());
        var data = service.getDataToSign(document, parameters);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(data.getBytes());
        var signed = service.signDocument(document, parameters, new SignatureValue(SignatureAlgorithm.RSA_SHA256, signature.sign()));
        try (var out = Files.newOutputStream(job.to)) {
            signed.writeTo(out);
        }
    }
}
