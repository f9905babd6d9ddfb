package com.pmerit.d4.contract;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Reads a piece of a POM as Maven would hand it over, so that tests show what a user writes. */
public final class PomXml {
    private PomXml() {}

    /** The tags of a piece of XML. */
    public static List<PomTag> tags(String xml) {
        try {
            return tag(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader("<configuration>" + xml + "</configuration>")))
                            .getDocumentElement())
                    .children();
        } catch (Exception malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static PomTag tag(Element element) {
        List<PomTag> children = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            children.add(new PomTag(attribute.getNodeName(), attribute.getNodeValue(), List.of()));
        }
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(tag(child));
            } else {
                text.append(node.getTextContent());
            }
        }
        return new PomTag(element.getTagName(), text.toString().strip(), children);
    }
}
