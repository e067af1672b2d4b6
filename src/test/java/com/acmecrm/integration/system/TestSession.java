package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.EmbeddedServices;
import com.acmecrm.integration.dev.PayaraLibrary;
import com.acmecrm.integration.dev.PayaraMicro;
import com.acmecrm.integration.dev.PreBootCommands;
import com.acmecrm.integration.dev.TestServer;
import com.acmecrm.integration.dev.TokenKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Starts the services before the first integration test of a run, and stops them after the last. */
public final class TestSession implements LauncherSessionListener {

    private EmbeddedServices services;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!"embedded".equals(System.getProperty("acmecrm.test.services"))) {
            return; // unit tests need none, and clusters bring their own
        }
        Path home = TestServer.freshFolder(Path.of("target", "services").toAbsolutePath());
        services = EmbeddedServices.plan(home, Map.of(), EmbeddedServices.PreferredPorts.NONE);
        services.start();
        Environment.services = services;
        Map<String, String> settings = new TreeMap<>(services.settings());
        settings.putAll(TokenKeys.keepIn(home.resolve("keys")));
        settings.put("acmecrm.auth.additional-public-keys", nextKey(home.resolve("next-keys")));
        settings.put("acmecrm.auth.admin.username", Environment.ADMIN);
        settings.put("acmecrm.events.processing.retry-delay", "PT0.2S");
        settings.put("acmecrm.auth.password.memory-kib", "1024");
        settings.put("acmecrm.auth.password.passes", "1");
        settings.put("acmecrm.events.stream.watchers", "20");
        settings.put("acmecrm.drift.interval", "PT1S");
        settings.put("acmecrm.drain.file", home.resolve("drain").toString());
        settings.put("acmecrm.cors.origins", "https://crm.example.com");
        settings.put(
                "acmecrm.log.path", home.resolve("logs").resolve(LogSuite.FILE).toString());
        settings.putAll(LimitSuite.SETTINGS);
        settings.forEach(System::setProperty);
        keepInFile(settings.remove("acmecrm.redis.url"));
        System.setProperty("server.jvm.options", jvmOptions(settings));
        System.setProperty("server.port", Integer.toString(TestServer.freePort()));
        System.setProperty("wildfly.management.port", Integer.toString(TestServer.freePort()));
        System.setProperty("wildfly.https.port", Integer.toString(TestServer.freePort()));
        System.setProperty(
                "server.logs", TestServer.freshFolder(home.resolve("logs")).toString());
        System.setProperty(
                "payara.library",
                PayaraLibrary.copyTo(home.resolve("payara-library.jar")).toString());
        System.setProperty(
                "payara.preboot",
                PreBootCommands.write(home.resolve("pre-boot.asadmin")).toString());
    }

    /** The server finds it by a variable that Failsafe sets. */
    private static void keepInFile(String redis) {
        try {
            Files.writeString(Path.of(System.getenv("ACMECRM_REDIS_URL_FILE")), redis + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As in the middle of a rotation. */
    private static String nextKey(Path folder) {
        return TokenKeys.keepIn(folder).get("mp.jwt.verify.publickey.location");
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (services != null) {
            services.close();
        }
    }

    /** Arquillian reads them from here, for whichever server it starts. */
    private static String jvmOptions(Map<String, String> settings) {
        boolean isPayara = "payara".equals(System.getProperty("arquillian.launch"));
        return "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx768m "
                + (isPayara ? PayaraMicro.JSON_PROVIDER + " " : "")
                + settings.entrySet().stream()
                        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" "));
    }
}
