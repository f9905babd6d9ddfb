package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.Fault;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomTag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** Reads the contract with all that only Maven can tell: unknown keys, properties in place of tags, tokens given away. */
final class PomReader {
    private PomReader() {}

    static ContractReading read(
            List<PomTag> tags, MavenSession session, MavenProject project, MojoExecution execution) {
        List<Fault> faults = new ArrayList<>(
                GivenTokens.find(session.getUserProperties(), session.getSystemProperties(), project.getProperties()));
        faults.addAll(UnknownKeys.of(execution, project, session.getUserProperties()).stream()
                // A token is told of once.
                .filter(unknown ->
                        faults.stream().noneMatch(fault -> fault.tag().equals(unknown.tag())))
                .toList());
        Path directory = project.getBasedir().toPath().toAbsolutePath();
        List<PomTag> filled = PropertyTags.fill(tags, session.getUserProperties(), project.getProperties());
        ContractReading reading =
                ContractReader.read(new PomContract(directory, project.getArtifactId(), project.getVersion(), filled));
        if (faults.isEmpty()) {
            return reading;
        }
        if (reading instanceof ContractReading.Refused refused) {
            faults.addAll(refused.faults());
        }
        return new ContractReading.Refused(faults);
    }
}
