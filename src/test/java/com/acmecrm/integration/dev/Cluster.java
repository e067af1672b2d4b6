package com.acmecrm.integration.dev;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nodes of the application, each a process of its own, on services that only they use. */
public final class Cluster implements AutoCloseable {

    public static final String ADMIN = "admin";
    public static final String ADMIN_PASSWORD = "several-nodes";

    private final Path home;
    private final Path war;
    private final EmbeddedServices services;
    private final List<ApplicationProcess> nodes = new ArrayList<>();

    private Cluster(Path home, Path war, Map<String, String> given) {
        this.home = home;
        this.war = war;
        this.services = EmbeddedServices.plan(home, given, EmbeddedServices.PreferredPorts.NONE);
    }

    /**
     * With services on empty data, and no node yet.
     *
     * @param home a folder whose content is deleted first; the services' data and all logs are kept there afterwards
     */
    public static Cluster start(Path home) {
        return start(home, Path.of(System.getProperty("acmecrm.test.war")));
    }

    /** @param war of all nodes */
    public static Cluster start(Path home, Path war) {
        return start(home, war, Map.of());
    }

    /** @param given settings of services that run already; only the others are started */
    public static Cluster start(Path home, Map<String, String> given) {
        return start(home, Path.of(System.getProperty("acmecrm.test.war")), given);
    }

    private static Cluster start(Path home, Path war, Map<String, String> given) {
        Path folder = home.toAbsolutePath();
        Folders.delete(folder);
        Folders.create(folder);
        Cluster cluster = new Cluster(folder, war, given);
        cluster.services.start();
        return cluster;
    }

    public EmbeddedServices services() {
        return services;
    }

    public String setting(String key) {
        return services.settings().get(key);
    }

    /** Starts one more node with the settings of development and waits until it answers. */
    public ApplicationProcess addNode(Map<String, String> settings) throws InterruptedException {
        return addNode(ApplicationProcess.QUICK_START, settings);
    }

    /** @param jvm options of the virtual machine */
    public ApplicationProcess addNode(List<String> jvm, Map<String, String> settings) throws InterruptedException {
        return addNode(new ApplicationProcess.Options(jvm, settings));
    }

    /** With the settings of development where the options have none of their own. */
    public ApplicationProcess addNode(ApplicationProcess.Options options) throws InterruptedException {
        ApplicationProcess node = launch(options);
        node.awaitAnswer();
        return node;
    }

    /** Starts nodes at the same time, as an orchestrator does, and waits until each of them answers. */
    public List<ApplicationProcess> addNodes(List<Map<String, String>> settings) throws InterruptedException {
        return addNodes(ApplicationProcess.QUICK_START, settings);
    }

    /** @param jvm options of the virtual machines */
    public List<ApplicationProcess> addNodes(List<String> jvm, List<Map<String, String>> settings)
            throws InterruptedException {
        return launchAll(settings.stream()
                .map(each -> new ApplicationProcess.Options(jvm, each))
                .toList());
    }

    /** At the same time, too. */
    public List<ApplicationProcess> launchAll(List<ApplicationProcess.Options> options) throws InterruptedException {
        List<ApplicationProcess> added = options.stream().map(this::launch).toList();
        for (ApplicationProcess node : added) {
            node.awaitAnswer();
        }
        return added;
    }

    private ApplicationProcess launch(ApplicationProcess.Options options) {
        Map<String, String> all = new TreeMap<>(services.settings());
        all.putAll(TokenKeys.keepIn(home.resolve("keys")));
        all.put("acmecrm.auth.admin.username", ADMIN);
        all.put("acmecrm.auth.admin.password", ADMIN_PASSWORD);
        all.putAll(options.settings());
        ApplicationProcess node = ApplicationProcess.start(
                Folders.create(home.resolve("node" + nodes.size())),
                ApplicationServer.ofTests(),
                war,
                Ports.free(),
                options.with(all));
        nodes.add(node);
        return node;
    }

    /** Starts a node that was killed, at its old address, and waits until it answers. */
    public ApplicationProcess restart(ApplicationProcess killed) throws InterruptedException {
        return replace(killed, killed.startAgain());
    }

    /** Starts a node that was drained and has ended; it stays out of service until it is put back. */
    public ApplicationProcess restartOutOfService(ApplicationProcess ended) throws InterruptedException {
        return replace(ended, ended.startAsItIs());
    }

    private ApplicationProcess replace(ApplicationProcess ended, ApplicationProcess node) throws InterruptedException {
        nodes.set(nodes.indexOf(ended), node);
        node.awaitAnswer();
        return node;
    }

    /** To PostgreSQL. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                setting("acmecrm.database.url"),
                setting("acmecrm.database.username"),
                setting("acmecrm.database.password"));
    }

    @Override
    public void close() {
        nodes.forEach(ApplicationProcess::close);
        services.close();
    }
}
