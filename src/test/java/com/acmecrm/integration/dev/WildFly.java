package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** A WildFly that {@code configure.cli} has configured. Nodes share what it consists of; each has its own of what it writes. */
public record WildFly(Path wildfly) implements ApplicationServer {

    private static final String STANDALONE = "standalone.xml";
    /** What was deployed by way of the management interface, and whose content is not copied. */
    private static final String DEPLOYED = "(?s)<deployments>.*</deployments>";

    @Override
    public List<String> command(Path home, Path war, int port, ApplicationProcess.Options options) throws IOException {
        Path base = home.resolve("standalone");
        Folders.delete(base);
        copyConfiguration(Folders.create(base.resolve("configuration")));
        Path deployments = Folders.create(base.resolve("deployments"));
        for (Path each :
                Stream.concat(Stream.of(war), options.beside().stream()).toList()) {
            Files.createSymbolicLink(deployments.resolve(each.getFileName()), each.toAbsolutePath());
        }
        return StandaloneCommandBuilder.of(wildfly)
                .setJavaHome(System.getProperty("java.home"))
                .setBaseDirectory(base)
                .setJavaOptions(options.jvm())
                .addJavaOptions(options.settings().entrySet().stream()
                        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                        .toList())
                .addServerArgument("-Djboss.http.port=" + port)
                .addServerArgument("-Djboss.management.http.port=" + Ports.free())
                .build();
    }

    private void copyConfiguration(Path target) throws IOException {
        Path source = wildfly.resolve(Path.of("standalone", "configuration"));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                target.resolve(STANDALONE),
                Files.readString(source.resolve(STANDALONE)).replaceFirst(DEPLOYED, ""));
    }
}
