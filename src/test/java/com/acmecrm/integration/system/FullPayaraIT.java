package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.EmbeddedServices;
import com.acmecrm.integration.dev.ScriptedServer;
import com.acmecrm.integration.dev.TestServer;
import com.acmecrm.integration.dev.TokenKeys;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The seven steps, and what needs the library for Payara, on a full Payara Server, started as {@code server-config/payara/README.md} says. */
@Tag("chaos")
class FullPayaraIT {

    private static final Map<String, String> SETTINGS = new TreeMap<>();
    private static EmbeddedServices services;
    private static ScriptedServer server;

    @BeforeAll
    static void begin() {
        Path home = TestServer.freshFolder(Path.of("target", "full-payara").toAbsolutePath());
        services = EmbeddedServices.plan(home.resolve("services"), Map.of(), EmbeddedServices.PreferredPorts.NONE);
        services.start();
        SETTINGS.putAll(services.settings());
        SETTINGS.putAll(TokenKeys.keepIn(home.resolve("keys")));
        SETTINGS.put(
                "acmecrm.auth.additional-public-keys",
                TokenKeys.keepIn(home.resolve("next-keys")).get("mp.jwt.verify.publickey.location"));
        SETTINGS.put("acmecrm.auth.admin.username", Environment.ADMIN);
        SETTINGS.put("acmecrm.auth.admin.password", Environment.ADMIN_PASSWORD);
        Map<String, String> variables = new TreeMap<>(SETTINGS);
        variables.put("SERVER_ADMIN_PORT", Integer.toString(TestServer.freePort()));
        variables.put("SERVER_HEAP", "768m");
        variables.put("SERVER_JVM_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:-UseParallelGC -XX:+UseSerialGC");
        server = ScriptedServer.start(
                "payara",
                home,
                Path.of(System.getProperty("payara.home")),
                Path.of(System.getProperty("acmecrm.test.war")),
                variables);
        SETTINGS.put("server.port", Integer.toString(server.port()));
        SETTINGS.forEach(System::setProperty); // where the steps look for everything
        server.await("/health/started");
    }

    @AfterAll
    static void end() {
        SETTINGS.keySet().forEach(System::clearProperty);
        if (server != null) {
            server.close();
        }
        services.close();
    }

    @Nested
    class Flow extends FlowSteps {}

    @Nested
    class MalformedRequests extends MalformedRequestSuite {}
}
