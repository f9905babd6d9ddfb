package com.pmerit.d4;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

@AnalyzeClasses(packages = "com.pmerit.d4", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String HOUSE = "com.pmerit.d4";

    /**
     * Each room and the rooms that it uses, as the design draws the arrows. Those with a point are rooms within a room: they may use
     * less than what is around them, and what is around them may use them.
     */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("contract", Set.of()),
            Map.entry("gate", Set.of()),
            Map.entry("cloudflare", Set.of()),
            Map.entry("tool", Set.of()),
            Map.entry("sql", Set.of()),
            Map.entry("sandbox", Set.of("sql")),
            Map.entry("release", Set.of("contract", "gate", "cloudflare")),
            Map.entry("assets", Set.of("contract", "cloudflare")),
            Map.entry("source", Set.of("contract", "gate", "release", "tool")),
            Map.entry("smoke", Set.of("contract", "gate", "release", "cloudflare")),
            Map.entry("database", Set.of("contract", "gate", "release", "cloudflare", "sql")),
            Map.entry("worker", Set.of("assets", "contract", "gate", "release", "cloudflare", "tool")),
            Map.entry("site", Set.of("assets", "contract", "gate", "release", "cloudflare", "tool")),
            Map.entry("audit", Set.of("contract", "cloudflare", "database", "release", "site", "sql", "worker")),
            Map.entry("setup", Set.of("contract", "cloudflare")),
            Map.entry(
                    "sop",
                    Set.of("contract", "cloudflare", "release", "audit", "database", "smoke", "source", "worker")),
            Map.entry("report", Set.of("contract", "gate", "release", "audit", "sop", "report.html")),
            Map.entry("report.html", Set.of("audit")),
            Map.entry(
                    "mojo",
                    Set.of(
                            "contract",
                            "gate",
                            "cloudflare",
                            "tool",
                            "sql",
                            "sandbox",
                            "release",
                            "audit",
                            "report",
                            "source",
                            "smoke",
                            "database",
                            "setup",
                            "site",
                            "sop",
                            "worker",
                            "mojo.progress")),
            Map.entry("mojo.progress", Set.of("gate", "tool")));

    @ArchTest
    static final ArchRule ARROWS_ONLY_POINT_DOWN = classes()
            .should(new ArchCondition<>("use only the rooms that the design allows") {
                @Override
                public void check(JavaClass user, ConditionEvents events) {
                    user.getDirectDependenciesFromSelf().stream()
                            .filter(arrow -> !allowed(
                                    room(user), room(arrow.getTargetClass().getBaseComponentType())))
                            .forEach(arrow -> events.add(SimpleConditionEvent.violated(user, arrow.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule ROOMS_MAKE_NO_CIRCLE =
            slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_MAKE_NO_CIRCLE_WITHIN_A_ROOM_EITHER =
            slices().matching(HOUSE + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_MOJO_KNOWS_MAVEN = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + ".mojo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..", "javax.inject..");

    @ArchTest
    static final ArchRule NO_CONNECTION_DEPENDS_ON_WHO_LOADED_DRIVERS_FIRST = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(DriverManager.class)
            .because(
                    "it looks for drivers once a JVM: none of d4's when another plugin, or another d4, was there before");

    @ArchTest
    static final ArchRule NO_STATE_IS_STATIC =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL_UNLESS_THEY_ARE_MADE_TO_BE_EXTENDED = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static void everyRoomOfTheDesignIsThereAndNoOther(JavaClasses all) {
        Set<String> rooms = new TreeSet<>();
        all.forEach(each -> rooms.add(room(each)));
        rooms.remove("");

        assertThat(rooms).isEqualTo(new TreeSet<>(ARROWS.keySet()));
    }

    @ArchTest
    static void noArrowIsDrawnThatNothingUses(JavaClasses all) {
        Map<String, Set<String>> used = new TreeMap<>();
        ARROWS.keySet().forEach(room -> used.put(room, new TreeSet<>()));
        all.forEach(user -> user.getDirectDependenciesFromSelf().stream()
                .map(arrow -> room(arrow.getTargetClass().getBaseComponentType()))
                .filter(to -> !to.isEmpty() && !to.equals(room(user)))
                .forEach(to -> used.getOrDefault(room(user), new TreeSet<>()).add(to)));

        assertThat(used).isEqualTo(new TreeMap<>(ARROWS));
    }

    private static boolean allowed(String from, String to) {
        return to.isEmpty()
                || from.equals(to)
                || ARROWS.getOrDefault(from, Set.of()).contains(to);
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(HOUSE + ".")) {
            return "";
        }
        String below = name.substring(HOUSE.length() + 1);
        int point = below.indexOf('.');
        return point < 0 || ARROWS.containsKey(below) ? below : below.substring(0, point);
    }
}
