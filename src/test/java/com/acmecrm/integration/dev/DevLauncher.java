package com.acmecrm.integration.dev;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.LogManager;

/** {@code mvn -Pdev}: the services, the application, and what to try. Runs until it is told to stop. */
public final class DevLauncher {

    private static final Path HOME =
            Path.of(System.getProperty("acmecrm.dev.home", ".dev")).toAbsolutePath();
    /** Tells Maven, which would print a stack trace at an exit status. */
    private static final Path FAILURE = Path.of(System.getProperty("acmecrm.dev.failure"));

    private static final List<String> SERVICE_KEYS = List.of(
            "acmecrm.database.url",
            "acmecrm.database.username",
            "acmecrm.database.password",
            "acmecrm.redis.url",
            "acmecrm.kafka.bootstrap-servers");
    private static final EmbeddedServices.PreferredPorts PORTS =
            new EmbeddedServices.PreferredPorts(15432, 16379, 19092);
    private static final String ADMIN = "admin@acmecrm.com";
    private static final String ADMIN_PASSWORD = "admin123";

    /** The application is stopped before what it stands on. */
    private static final Deque<Runnable> STOPS = new ConcurrentLinkedDeque<>();

    // Held until the process ends; the operating system lets go of it whatever the end is.
    @SuppressWarnings("unused")
    private static FileLock lock;

    private static PrintStream out;

    private DevLauncher() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        out = System.out;
        Files.deleteIfExists(FAILURE);
        try {
            run();
        } catch (DevException sentence) {
            out.println("\n" + sentence.getMessage() + "\n");
            Files.writeString(FAILURE, sentence.getMessage());
            System.exit(1);
        }
    }

    private static void run() throws InterruptedException, IOException {
        int port = Integer.getInteger("acmecrm.dev.port");
        Folders.create(HOME);
        lock = lockHome();
        logToFile();
        ApplicationProcess.endOrphan(HOME);
        if (!Ports.isFree(port)) {
            throw new DevException(
                    "Port %d is taken; stop what listens there, or choose another: mvn -Pdev -Dacmecrm.port=%d"
                            .formatted(port, port + 1));
        }
        stopAtExit();
        EmbeddedServices services = EmbeddedServices.plan(HOME, givenServices(), PORTS);
        STOPS.push(services::close);
        Map<String, String> settings = new TreeMap<>(services.settings());
        settings.putAll(TokenKeys.keepIn(HOME.resolve("keys")));
        settings.put("acmecrm.auth.admin.username", ADMIN);
        settings.put("acmecrm.auth.admin.password", ADMIN_PASSWORD);
        settings.put("acmecrm.log.format", "text");
        out.println("Starting PostgreSQL, Redis, Kafka and the application ...");
        // Side by side: the server takes longest, and the application waits for PostgreSQL by itself.
        ApplicationProcess application = ApplicationProcess.start(
                HOME,
                new PayaraMicro(Path.of(System.getProperty("acmecrm.dev.payara"))),
                Path.of(System.getProperty("acmecrm.dev.war")),
                port,
                new ApplicationProcess.Options(ApplicationProcess.QUICK_START, settings));
        STOPS.push(application::close);
        services.start();
        writeSettings(services.settings(), application);
        application.awaitAnswer();
        out.print(Welcome.text(application.url(), services.settings(), HOME));
        int status = application.awaitEnd();
        throw new DevException("The application has ended by itself (status %d); %s tells why."
                .formatted(status, HOME.resolve("application.log")));
    }

    private static FileLock lockHome() throws IOException {
        FileChannel file = FileChannel.open(HOME.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock taken = file.tryLock();
        if (taken == null) {
            throw new DevException("Another mvn -Pdev runs on the data in " + HOME + "; stop it first.");
        }
        return taken;
    }

    /** Maven passes keys that are not set as empty system properties. */
    private static Map<String, String> givenServices() {
        Map<String, String> given = new TreeMap<>();
        for (String key : SERVICE_KEYS) {
            String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
            String value = System.getProperty(key, "").isEmpty() ? System.getenv(variable) : System.getProperty(key);
            if (value != null && !value.isEmpty()) {
                given.put(key, value);
            }
        }
        return given;
    }

    private static void writeSettings(Map<String, String> settings, ApplicationProcess application) throws IOException {
        Map<String, String> lines = new TreeMap<>(settings);
        lines.put("acmecrm.url", application.url().toString());
        // By hand: java.util.Properties would write a backslash before each colon, which a shell then sees.
        Files.write(
                HOME.resolve("services.properties"),
                lines.entrySet().stream()
                        .map(line -> line.getKey() + "=" + line.getValue())
                        .toList());
    }

    /** Ctrl-C and SIGTERM end this process through its shutdown hooks; Maven's own end must end it, too. */
    private static void stopAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            out.println("\nStopping ...");
            STOPS.forEach(Runnable::run);
        }));
        ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(0)));
    }

    /** Kafka alone would fill the screen. */
    private static void logToFile() {
        LogManager.getLogManager().reset();
        System.setProperty("logback.configurationFile", "logback-dev.xml");
        System.setProperty("acmecrm.dev.log", HOME.resolve("services.log").toString());
    }
}
