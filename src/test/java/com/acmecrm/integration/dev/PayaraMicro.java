package com.acmecrm.integration.dev;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Payara Micro, configured as it ships. */
public record PayaraMicro(Path jar) implements ApplicationServer {

    /** As the start script has it: else Payara searches all its jars with each token that it checks. */
    public static final String JSON_PROVIDER = "-Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl";

    @Override
    public List<String> command(Path home, Path war, int port, ApplicationProcess.Options options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(JSON_PROVIDER);
        command.addAll(options.jvm());
        options.settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of("--nohazelcast", "--port", Integer.toString(port)));
        command.addAll(List.of(
                "--prebootcommandfile",
                PreBootCommands.write(home.resolve("pre-boot.asadmin")).toString()));
        command.addAll(List.of(
                "--addlibs",
                PayaraLibrary.copyTo(home.resolve("acmecrm-integration-payara.jar"))
                        .toString()));
        command.addAll(List.of("--contextroot", "/", "--deploy", war.toString()));
        options.beside().forEach(other -> command.addAll(List.of("--deploy", other.toString())));
        return command;
    }
}
