package com.pmerit.d4.report;

import com.pmerit.d4.release.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Renders a report as {@code TEST-d4-checklist.xml} in the schema of Maven Surefire's reports, which CI servers read: a test
 * case for each gate, step and smoke test. An overridden gate is a skipped case, for CI servers show those with their message,
 * and of a case that passed nothing. A run that did not end well always holds a failure, even when no row failed.
 */
final class JUnitReport {
    private static final String NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String SCHEMA =
            "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd";

    private record Case(String group, Row row) {}

    /** The file's bytes, UTF-8. */
    byte[] render(Sheet sheet) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            // The JDK's own: a Maven session may hold other ones on its class path.
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, sheet, cases(sheet));
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("XML could not be written to memory", impossible);
        }
        return bytes.toByteArray();
    }

    private static List<Case> cases(Sheet sheet) {
        List<Case> cases = new ArrayList<>();
        sheet.gates().forEach(row -> cases.add(new Case("gate", row)));
        sheet.steps().forEach(row -> cases.add(new Case("step", row)));
        sheet.smokeRows().forEach(row -> cases.add(new Case("smoke", row)));
        boolean endedWell = sheet.outcome() == Outcome.DONE || sheet.outcome() == Outcome.NOOP;
        if (!endedWell && cases.stream().noneMatch(each -> each.row().failed())) {
            cases.add(new Case("run", run(sheet)));
        }
        return cases;
    }

    private static Row run(Sheet sheet) {
        return new Row(
                "outcome",
                sheet.subject().goal() + " ends well",
                Row.Kind.FAILED,
                Ending.of(sheet),
                List.of(),
                sheet.next(),
                Optional.empty(),
                Optional.empty(),
                sheet.duration());
    }

    private static void suite(XMLStreamWriter xml, Sheet sheet, List<Case> cases) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeNamespace("xsi", NAMESPACE);
        xml.writeAttribute("xsi", NAMESPACE, "noNamespaceSchemaLocation", SCHEMA);
        String environment = sheet.subject().environment().orElse("local");
        attribute(xml, "name", "d4 checklist (" + environment + ")");
        attribute(xml, "time", seconds(sheet.duration()));
        attribute(
                xml,
                "timestamp",
                DateTimeFormatter.ISO_INSTANT.format(sheet.started().truncatedTo(ChronoUnit.SECONDS)));
        attribute(xml, "tests", Integer.toString(cases.size()));
        attribute(xml, "errors", "0");
        attribute(
                xml,
                "skipped",
                count(cases.stream().filter(each -> isSkipped(each.row())).count()));
        attribute(
                xml,
                "failures",
                count(cases.stream().filter(each -> each.row().failed()).count()));
        properties(xml, sheet);
        for (Case each : cases) {
            testCase(xml, "d4." + environment + "." + each.group(), each.row());
        }
        xml.writeEndElement();
    }

    private static void properties(XMLStreamWriter xml, Sheet sheet) throws XMLStreamException {
        xml.writeStartElement("properties");
        property(xml, "d4.goal", sheet.subject().goal());
        property(xml, "d4.project", sheet.subject().project());
        property(xml, "d4.outcome", sheet.outcome().name());
        property(xml, "d4.sandbox", Boolean.toString(sheet.subject().sandbox()));
        if (sheet.subject().commit().isPresent()) {
            property(xml, "d4.commit", sheet.subject().commit().get());
        }
        xml.writeEndElement();
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute(xml, "name", name);
        attribute(xml, "value", value);
    }

    private static void testCase(XMLStreamWriter xml, String group, Row row) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "name", row.id() + ": " + row.title());
        attribute(xml, "classname", group);
        attribute(xml, "time", seconds(row.duration()));
        if (row.failed()) {
            xml.writeStartElement("failure");
            attribute(xml, "message", row.summary());
            attribute(xml, "type", group);
            characters(xml, text(row));
            xml.writeEndElement();
        } else {
            if (isSkipped(row)) {
                xml.writeEmptyElement("skipped");
                attribute(xml, "message", row.summary());
            }
            if (!row.kind().isSkipped()) {
                xml.writeStartElement("system-out");
                characters(xml, text(row));
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    private static boolean isSkipped(Row row) {
        return row.kind().isSkipped() || row.kind() == Row.Kind.OVERRIDDEN;
    }

    private static String text(Row row) {
        List<String> lines = new ArrayList<>();
        lines.add(row.kind().word() + ": " + row.summary());
        lines.addAll(row.details());
        row.stopped().ifPresent(failed -> lines.add("live now: " + failed.liveNow()));
        row.remedy().ifPresent(remedy -> lines.add("-> " + remedy));
        return String.join("\n", lines);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, InertText.line(value));
    }

    private static void characters(XMLStreamWriter xml, String text) throws XMLStreamException {
        xml.writeCharacters(InertText.lines(text));
    }

    private static String count(long number) {
        return Long.toString(number);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }
}
