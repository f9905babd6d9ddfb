package com.pmerit.d4.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Which modules of a build d4 is about. Maven runs a goal that is typed in every module, and what a parent binds in every module
 * below it, and takes no notice of a plugin that asks not to be inherited. A release must be made once, where it is configured.
 *
 * <p>These are the modules with the packaging {@code d4} and those that bind a goal of d4; where there is none, those that
 * configure d4; and where nothing is configured, all of them, for the faults of a configuration are told by whoever reads it.
 * What a module has from a parent that lists it as its module belongs to that parent.
 */
final class Modules {
    private final String plugin;
    private final List<MavenProject> built;
    private final Set<MavenProject> all;

    /**
     * Knows the modules.
     *
     * @param plugin group and artifact of d4
     * @param built those that are built
     * @param all those that there are: {@code -pl} leaves some out
     */
    Modules(String plugin, List<MavenProject> built, List<MavenProject> all) {
        this.plugin = plugin;
        this.built = List.copyOf(built);
        this.all = new LinkedHashSet<>(all);
        this.all.addAll(built);
    }

    /** Those of a build. */
    static Modules of(MavenSession session, String plugin) {
        List<MavenProject> built = known(session.getProjects());
        return new Modules(plugin, built, known(session.getAllProjects()));
    }

    /** Where a goal that Maven runs in some module belongs. */
    sealed interface Place {}

    /** In this module. */
    record Here() implements Place {}

    /** In another one, which this build runs it in. */
    record Elsewhere(String why) implements Place {}

    /** In one that this build leaves out: nothing is done at all. */
    record LeftOut(String why, String remedy) implements Place {}

    /** Where the goal belongs that Maven runs in this module. */
    Place of(MavenProject module) {
        Optional<MavenProject> parent = homeAbove(module);
        if (parent.isPresent() && !all.contains(parent.get())) {
            return new LeftOut(
                    "d4 is configured in " + name(parent.get()) + ", whose module this is",
                    "run the same command in " + parent.get().getBasedir());
        }
        List<MavenProject> about = about();
        if (about.isEmpty() || about.contains(module)) {
            return new Here();
        }
        List<MavenProject> now = about.stream().filter(built::contains).toList();
        return now.isEmpty()
                ? new LeftOut(
                        "d4 is configured in " + names(about) + ", which this build leaves out",
                        "name it: -pl :" + about.get(0).getArtifactId())
                : new Elsewhere("it runs in " + names(now) + ", where d4 is configured");
    }

    private List<MavenProject> about() {
        List<MavenProject> bound = own(this::binds);
        return bound.isEmpty() ? own(module -> configured(module).isPresent()) : bound;
    }

    private List<MavenProject> own(Predicate<MavenProject> has) {
        return all.stream()
                .filter(has)
                .filter(module -> homeAbove(module).isEmpty())
                .toList();
    }

    /** The parent from which a module has d4, when the module is a part of it. */
    private Optional<MavenProject> homeAbove(MavenProject module) {
        if (configured(module).isEmpty() && !binds(module)) {
            return Optional.empty();
        }
        MavenProject home = module;
        while (!states(home)) {
            if (home.getParent() == null) {
                return Optional.empty();
            }
            home = home.getParent();
        }
        return !home.equals(module) && lists(home, module) ? Optional.of(home) : Optional.empty();
    }

    private boolean binds(MavenProject module) {
        return isD4(module)
                || effective(module).stream()
                        .flatMap(each -> each.getExecutions().stream())
                        .anyMatch(execution -> !execution.getGoals().isEmpty());
    }

    private Optional<Plugin> configured(MavenProject module) {
        return effective(module).filter(each -> each.getConfiguration() != null);
    }

    private Optional<Plugin> effective(MavenProject module) {
        return Optional.ofNullable(module.getPlugin(plugin));
    }

    /** Whether the module's own POM has d4. */
    private boolean states(MavenProject module) {
        Model model = module.getOriginalModel();
        if (isD4(module) || model == null) {
            return isD4(module);
        }
        Stream<@Nullable BuildBase> builds = Stream.concat(
                Stream.<@Nullable BuildBase>of(model.getBuild()),
                model.getProfiles().stream().map(Profile::getBuild));
        return builds.anyMatch(this::has);
    }

    private boolean has(@Nullable BuildBase build) {
        return build != null && build.getPlugins().stream().anyMatch(each -> plugin.equals(each.getKey()));
    }

    private static boolean isD4(MavenProject module) {
        return "d4".equals(module.getPackaging());
    }

    private static boolean lists(MavenProject parent, MavenProject module) {
        File root = parent.getBasedir();
        if (root == null || module.getBasedir() == null) {
            return false;
        }
        Path place = module.getBasedir().toPath().toAbsolutePath().normalize();
        return parent.getModules().stream()
                .map(each -> root.toPath().resolve(each).toAbsolutePath().normalize())
                .anyMatch(place::startsWith);
    }

    private static List<MavenProject> known(@Nullable List<MavenProject> modules) {
        return modules == null ? List.of() : modules;
    }

    private static String names(List<MavenProject> modules) {
        return modules.stream().map(Modules::name).collect(Collectors.joining(", "));
    }

    private static String name(MavenProject module) {
        return module.getArtifactId();
    }
}
