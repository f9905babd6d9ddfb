package com.pmerit.d4.setup;

import com.pmerit.d4.contract.PomTag;
import com.pmerit.d4.contract.SecretLook;
import com.pmerit.d4.contract.SecretShapes;
import com.pmerit.d4.contract.WranglerEnvironment.WranglerDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes the POM of a project as a person would. */
final class PomText {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<project xmlns=\"http://maven.apache.org/POM/4.0.0\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
            + "  xsi:schemaLocation=\"http://maven.apache.org/POM/4.0.0"
            + " https://maven.apache.org/xsd/maven-4.0.0.xsd\">\n";

    private final FoundProject project;
    private final StringBuilder text = new StringBuilder(HEAD);
    private int depth = 1;

    PomText(FoundProject project) {
        this.project = project;
    }

    String text(String d4Version) {
        leaf("modelVersion", "4.0.0");
        leaf("groupId", project.coordinates().groupId());
        leaf("artifactId", project.coordinates().artifactId());
        leaf("version", project.coordinates().version());
        leaf("packaging", "d4");
        text.append('\n');
        within(
                "build",
                () -> within(
                        "plugins",
                        () -> within("plugin", () -> {
                            leaf("groupId", "com.pmerit");
                            leaf("artifactId", "d4-maven-plugin");
                            leaf("version", d4Version);
                            leaf("extensions", "true");
                            within("configuration", this::configuration);
                        })));
        text.append('\n');
        within(
                "profiles",
                () -> project.stages()
                        .forEach(stage -> within("profile", () -> {
                            leaf("id", stage.name());
                            within("properties", () -> leaf("d4.environment", stage.name()));
                        })));
        return text.append("</project>\n").toString();
    }

    private void configuration() {
        within("worker", () -> {
            leaf("directory", project.workerDirectory());
            if (!project.secrets().isEmpty()) {
                within("secrets", () -> project.secrets().stream().sorted().forEach(name -> leaf("secret", name)));
            }
        });
        project.site()
                .ifPresent(site -> within("site", () -> {
                    leaf("directory", project.relative(site.directory()));
                    leaf("project", site.project());
                    leaf("output", site.output());
                }));
        within("environments", () -> project.stages().forEach(stage -> within(stage.name(), () -> environment(stage))));
    }

    private void environment(Stage stage) {
        stage.after().ifPresent(name -> leaf("after", name));
        stage.sectionToName().ifPresent(name -> leaf("wranglerEnvironment", name));
        stage.config().name().ifPresent(name -> leaf("worker", name));
        Address address = project.address(stage);
        if (!address.known()) {
            comment("Nobody could tell d4:init where it is met: write it here.");
        }
        leaf("url", address.url());
        databases(stage.config().databases());
        if (!stage.config().buckets().isEmpty()) {
            within(
                    "buckets",
                    () -> stage.config().buckets().forEach((binding, bucket) -> leaf(binding, bucket.name())));
        }
        vars(stage);
        comment(project.health()
                        .source()
                        .map(file -> "A guess: " + file + " has this path.")
                        .orElse("A guess: nothing tells the path.")
                + " Expect more, such as a field of its answer by json.");
        within("smoke", () -> leaf("path", project.health().path()));
    }

    private void databases(Map<String, WranglerDatabase> databases) {
        if (databases.isEmpty()) {
            return;
        }
        within(
                "databases",
                () -> databases.forEach((binding, database) -> within(binding, () -> {
                    database.name().ifPresent(name -> leaf("name", name));
                    database.id().ifPresent(id -> leaf("id", id));
                })));
    }

    /** Those that a POM can hold word for word; the rest hold by the wrangler config all the same. */
    private void vars(Stage stage) {
        Map<String, String> written = stage.config().vars().entrySet().stream()
                .filter(each -> PomTag.canBe(each.getKey()))
                .filter(each -> SecretLook.of(each.getKey(), each.getValue()).isEmpty())
                .filter(each -> fits(each.getValue().shown()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().shown(), (one, other) -> one, LinkedHashMap::new));
        if (!written.isEmpty()) {
            within("vars", () -> written.forEach(this::leaf));
        }
    }

    /** Maven fills in what looks like a property, and strips blanks at the ends. */
    private static boolean fits(String value) {
        Predicate<String> changed = text -> text.contains("${") || text.contains("@{");
        return !value.isEmpty()
                && value.equals(value.strip())
                && changed.negate().test(value)
                && SecretShapes.find(value).isEmpty()
                && value.codePoints().allMatch(PomText::isOfXml);
    }

    /** Beyond the blank, as XML 1.0 has it (production 2, Char). */
    private static boolean isOfXml(int character) {
        return character >= ' '
                && character != 0xFFFE
                && character != 0xFFFF
                && Character.getType(character) != Character.SURROGATE;
    }

    private void within(String tag, Runnable content) {
        indented("<" + tag + ">");
        depth++;
        content.run();
        depth--;
        indented("</" + tag + ">");
    }

    private void leaf(String tag, String value) {
        indented("<" + tag + ">" + escaped(value) + "</" + tag + ">");
    }

    private void comment(String words) {
        indented("<!-- " + words.replaceAll("-{2,}", "-") + " -->");
    }

    private void indented(String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
