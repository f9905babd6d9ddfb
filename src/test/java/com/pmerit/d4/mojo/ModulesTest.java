package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.mojo.Modules.Elsewhere;
import com.pmerit.d4.mojo.Modules.Here;
import com.pmerit.d4.mojo.Modules.LeftOut;
import com.pmerit.d4.mojo.Modules.Place;
import java.io.File;
import java.util.List;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

final class ModulesTest {
    private static final String D4 = "com.pmerit:d4-maven-plugin";

    private final MavenProject root = module("root", "/team", "pom");
    private final MavenProject docs = module("docs", "/team/docs", "jar");
    private final MavenProject shop = module("shop", "/team/products/shop", "jar");

    ModulesTest() {
        root.getModel().setModules(List.of("docs", "products/shop"));
        docs.setParent(root);
        shop.setParent(root);
    }

    @Test
    void runsInTheOnlyModuleThereIs() {
        assertThat(place(docs, List.of(docs))).isEqualTo(new Here());
    }

    @Test
    void runsInTheModuleWithThePackagingD4AndInNoOther() {
        shop.setPackaging("d4");
        List<MavenProject> all = List.of(root, docs, shop);

        assertThat(place(shop, all)).isEqualTo(new Here());
        assertThat(place(docs, all)).isEqualTo(new Elsewhere("it runs in shop, where d4 is configured"));
        assertThat(place(root, all)).isEqualTo(new Elsewhere("it runs in shop, where d4 is configured"));
    }

    @Test
    void runsOnceWhereAParentBindsItForAllItsModules() {
        states(root, executing(configured(plugin())));
        inherit(root, docs, shop);
        List<MavenProject> all = List.of(root, docs, shop);

        assertThat(place(root, all)).isEqualTo(new Here());
        assertThat(place(docs, all)).isEqualTo(new Elsewhere("it runs in root, where d4 is configured"));
        assertThat(place(shop, all)).isEqualTo(new Elsewhere("it runs in root, where d4 is configured"));
    }

    @Test
    void runsInEachModuleThatBindsItItself() {
        states(docs, executing(plugin()));
        states(shop, executing(plugin()));
        List<MavenProject> all = List.of(root, docs, shop);

        assertThat(place(docs, all)).isEqualTo(new Here());
        assertThat(place(shop, all)).isEqualTo(new Here());
        assertThat(place(root, all)).isEqualTo(new Elsewhere("it runs in docs, shop, where d4 is configured"));
    }

    @Test
    void takesAConfigurationThatAParentSharesForNoReasonToRunThere() {
        states(root, configured(plugin()));
        inherit(root, docs, shop);
        shop.setPackaging("d4");
        List<MavenProject> all = List.of(root, docs, shop);

        assertThat(place(root, all)).isEqualTo(new Elsewhere("it runs in shop, where d4 is configured"));
        assertThat(place(shop, all)).isEqualTo(new Here());
    }

    @Test
    void runsWhatIsTypedWhereD4IsConfiguredThoughNothingIsBound() {
        states(shop, configured(plugin()));
        List<MavenProject> all = List.of(root, docs, shop);

        assertThat(place(shop, all)).isEqualTo(new Here());
        assertThat(place(docs, all)).isEqualTo(new Elsewhere("it runs in shop, where d4 is configured"));
    }

    @Test
    void runsInAModuleThatBindsItInAProfileOfItsOwn() {
        states(root, configured(plugin()));
        Profile profile = new Profile();
        profile.setBuild(build(executing(plugin())));
        shop.getOriginalModel().addProfile(profile);
        shop.getModel().setBuild(build(executing(configured(plugin()))));

        assertThat(place(shop, List.of(root, docs, shop))).isEqualTo(new Here());
    }

    @Test
    void runsWhereAParentFromElsewhereBindsIt() {
        MavenProject company = module("company", "/elsewhere", "pom");
        states(company, executing(configured(plugin())));
        shop.setParent(company);
        inherit(company, shop);

        assertThat(place(shop, List.of(shop))).isEqualTo(new Here());
    }

    @Test
    void saysThatNothingIsDoneWhenTheModuleIsLeftOut() {
        shop.setPackaging("d4");

        assertThat(new Modules(D4, List.of(docs), List.of(root, docs, shop)).of(docs))
                .isEqualTo(new LeftOut("d4 is configured in shop, which this build leaves out", "name it: -pl :shop"));
    }

    @Test
    void saysThatAModuleBuiltByItselfIsNotTheOne() {
        states(root, executing(configured(plugin())));
        inherit(root, docs);

        assertThat(place(docs, List.of(docs)))
                .isEqualTo(
                        new LeftOut("d4 is configured in root, whose module this is", "run the same command in /team"));
    }

    @Test
    void letsWhoeverReadsItTellThatNothingIsConfigured() {
        List<MavenProject> all = List.of(root, docs, shop);

        assertThat(all).allSatisfy(each -> assertThat(place(each, all)).isEqualTo(new Here()));
    }

    private static Place place(MavenProject module, List<MavenProject> built) {
        return new Modules(D4, built, built).of(module);
    }

    private static MavenProject module(String name, String directory, String packaging) {
        Model model = new Model();
        model.setGroupId("com.example");
        model.setArtifactId(name);
        model.setVersion("1.0.0");
        model.setPackaging(packaging);
        MavenProject module = new MavenProject(model);
        module.setOriginalModel(model.clone());
        module.setFile(new File(directory, "pom.xml"));
        return module;
    }

    /** A POM that has the plugin, and what Maven makes of it. */
    private static void states(MavenProject module, Plugin plugin) {
        module.getOriginalModel().setBuild(build(plugin));
        module.getModel().setBuild(build(plugin));
    }

    private static void inherit(MavenProject parent, MavenProject... modules) {
        for (MavenProject module : modules) {
            module.getModel().setBuild(parent.getModel().getBuild().clone());
        }
    }

    private static Build build(Plugin plugin) {
        Build build = new Build();
        build.addPlugin(plugin);
        return build;
    }

    private static Plugin plugin() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("com.pmerit");
        plugin.setArtifactId("d4-maven-plugin");
        return plugin;
    }

    private static Plugin configured(Plugin plugin) {
        plugin.setConfiguration(new Xpp3Dom("configuration"));
        return plugin;
    }

    private static Plugin executing(Plugin plugin) {
        PluginExecution execution = new PluginExecution();
        execution.addGoal("check");
        plugin.addExecution(execution);
        return plugin;
    }
}
