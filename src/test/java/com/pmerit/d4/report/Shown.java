package com.pmerit.d4.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The page as a reader of it finds it. It is well-formed XML as well as HTML, so that an XML parser can find things in it. */
final class Shown {
    private final Document page;
    private final String source;

    private Shown(Document page, String source) {
        this.page = page;
        this.source = source;
    }

    static Shown in(Path directory) throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve("report.html"));
        try {
            Document page = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(bytes));
            return new Shown(page, Files.readString(directory.resolve("report.html")));
        } catch (SAXException | ParserConfigurationException broken) {
            throw new AssertionError("the page is not well-formed", broken);
        }
    }

    String source() {
        return source;
    }

    /** The texts of what an XPath finds, each on one line. */
    List<String> texts(String path) {
        try {
            NodeList found = (NodeList)
                    XPathFactory.newDefaultInstance().newXPath().evaluate(path, page, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                texts.add(found.item(i).getTextContent().strip().replaceAll("\\s+", " "));
            }
            return texts;
        } catch (XPathExpressionException wrong) {
            throw new IllegalArgumentException(path, wrong);
        }
    }

    /** All that a section says. */
    String section(String id) {
        return String.join(" ", texts("//section[@id='" + id + "']"));
    }
}
