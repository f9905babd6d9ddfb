package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomTag;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/** Reads a POM that d4 wrote as Maven and d4 will read it, before anybody relies on it. */
final class WrittenPom {
    private static final String PLUGIN = "com.pmerit:d4-maven-plugin";

    private WrittenPom() {}

    /**
     * The contract that it makes with the wrangler config in its place.
     *
     * @throws IllegalStateException when it is no POM with d4 in it, which is a bug of d4
     */
    static ContractReading read(Path directory, String text) throws IOException {
        Model model = model(text);
        List<PomTag> tags = Optional.ofNullable(model.getBuild())
                .map(build -> build.getPluginsAsMap().get(PLUGIN))
                .map(Plugin::getConfiguration)
                .filter(Xpp3Dom.class::isInstance)
                .map(configuration -> tag((Xpp3Dom) configuration).children())
                .orElseThrow(() -> new IllegalStateException("a POM of d4:init without d4 in it"));
        return ContractReader.read(new PomContract(
                directory,
                model.getArtifactId(),
                Optional.ofNullable(model.getVersion()).orElse(""),
                tags));
    }

    private static Model model(String text) throws IOException {
        try {
            return new MavenXpp3Reader().read(new StringReader(text));
        } catch (XmlPullParserException malformed) {
            throw new IllegalStateException("d4:init wrote what is no POM: " + malformed.getMessage(), malformed);
        }
    }

    private static PomTag tag(Xpp3Dom dom) {
        return new PomTag(
                dom.getName(),
                Optional.ofNullable(dom.getValue()).orElse(""),
                Arrays.stream(dom.getChildren()).map(WrittenPom::tag).toList());
    }
}
