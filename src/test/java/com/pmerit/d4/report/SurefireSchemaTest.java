package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** Holds what CI servers read to the schema that Surefire publishes for its reports. */
final class SurefireSchemaTest {
    private static final File PUBLISHED = new File("target/surefire-schema/surefire-test-report.xsd");

    private final Schema schema;

    SurefireSchemaTest() throws SAXException {
        schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(PUBLISHED);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void keepsToTheSchemaOfSurefire(Report report) {
        assertThatCode(() -> validate(rendered(report))).doesNotThrowAnyException();
    }

    @Test
    void wouldBeFoundOutIfItDidNot() {
        String report = rendered(Reports.failedChecklist());

        assertThatThrownBy(() -> validate(report.replaceAll("<testcase name=\"[^\"]*\"", "<testcase")))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("'name' must appear on element 'testcase'");
        assertThatThrownBy(() -> validate(report.replaceFirst("<failure[^>]*>", "$0<b/>")))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("'failure'");
    }

    static Stream<Report> reports() {
        return Stream.of(
                Reports.passedChecklist(),
                Reports.failedChecklist(),
                Reports.overriddenChecklist(),
                Reports.release(),
                Reports.stoppedRelease(),
                Reports.failedMigration(),
                Reports.rollback(),
                Reports.takenBackRelease());
    }

    private static String rendered(Report report) {
        return new String(new JUnitReport().render(Sheet.of(report, UnaryOperator.identity())), StandardCharsets.UTF_8);
    }

    private void validate(String xml) throws SAXException, IOException {
        schema.newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    }
}
