package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What {@code d4:help}, the site and an IDE read of the goals: the descriptor that Maven generates. */
final class GoalTextsTest {
    private static final String HELP = "help";

    @ParameterizedTest
    @MethodSource("goals")
    void saysInOneSentenceWhatAGoalDoes(Element goal) {
        String sentence = firstSentence(text(goal, "description"));

        assertThat(sentence).endsWith(".").hasSizeBetween(20, 320).matches("[A-Z][a-z-]+s .*");
    }

    @ParameterizedTest
    @MethodSource("goals")
    void saysWhatEachParameterIsFor(Element goal) {
        for (Element parameter : elements(goal, "parameter")) {
            if (text(parameter, "editable").equals("true")) {
                assertThat(text(parameter, "description"))
                        .as(text(parameter, "name"))
                        .endsWith(".")
                        .hasSizeGreaterThan(14);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goals")
    void letsEachGoalBeSkippedByItself(Element goal) {
        assertThat(elements(goal, "configuration").get(0).getTextContent())
                .contains("${d4." + name(goal) + ".skip}")
                .contains("${d4.skip}");
    }

    @ParameterizedTest
    @MethodSource("goals")
    void runsInModulesSideBySide(Element goal) {
        assertThat(text(goal, "threadSafe")).isEqualTo("true");
    }

    /** A goal says itself that it cannot ask: Maven would skip a bound one that requires it, and call the build a success. */
    @ParameterizedTest
    @MethodSource("goals")
    void leavesNoGoalForMavenToSkipOffline(Element goal) {
        assertThat(text(goal, "requiresOnline")).isEqualTo("false");
    }

    @Test
    void keepsAnIdeFromRunningAnyOfThem() throws Exception {
        List<String> ignored = elements(read("/META-INF/m2e/lifecycle-mapping-metadata.xml"), "goal").stream()
                .map(Element::getTextContent)
                .toList();

        assertThat(ignored).containsAll(goals().map(GoalTextsTest::name).toList());
    }

    private static Stream<Element> goals() throws Exception {
        List<Element> goals = elements(read("/META-INF/maven/plugin.xml"), "mojo");
        assertThat(goals).hasSizeGreaterThan(20);
        return goals.stream().filter(goal -> !name(goal).equals(HELP));
    }

    private static String name(Element goal) {
        return text(goal, "goal");
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /** The text of a child, not of a grandchild. */
    private static String text(Element parent, String tag) {
        return elements(parent, tag).stream()
                .filter(child -> child.getParentNode() == parent)
                .map(child -> child.getTextContent().replaceAll("\\s+", " ").strip())
                .findFirst()
                .orElse("");
    }

    private static List<Element> elements(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < found.getLength(); index++) {
            elements.add((Element) found.item(index));
        }
        return elements;
    }

    private static Element read(String resource) throws Exception {
        try (InputStream in = GoalTextsTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            return document.getDocumentElement();
        }
    }
}
