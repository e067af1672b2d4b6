package com.acmecrm.integration.chaos;

import com.acmecrm.integration.chaos.Audit.Moment;
import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.system.Meters;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes under load, of which one relays: it is killed, or freezes and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesIT {

    private static final Duration TAKE_OVER = Duration.ofSeconds(10);
    /** What a killed or frozen node has consumed is shared out after ten seconds, and again when it is back. */
    private static final Duration SHARING_OUT = Duration.ofSeconds(60);

    private static final Pattern PUBLISHED = Pattern.compile("cmdstat_publish:calls=(\\d+)");
    private static final int RATE = 40;
    private static final int CONTACTS = 200;
    private static final int CHANGES = 150;

    private final Map<String, ApplicationProcess> nodes = new TreeMap<>();
    private Cluster cluster;
    private Outbox outbox;
    private Audit audit;

    @BeforeAll
    void start() throws Exception {
        cluster = Cluster.start(Path.of("target", "nodes"), audited());
        outbox = new Outbox(cluster);
        List<ApplicationProcess> added = cluster.addNodes(List.of(settings("first"), settings("second")));
        nodes.put("first", added.get(0));
        nodes.put("second", added.get(1));
        audit = Audit.begin(cluster);
    }

    private static Path audited() {
        File shipped = new File(System.getProperty("acmecrm.test.war"));
        Path audited = Path.of("target", "audited.war");
        ShrinkWrap.createFromZipFile(WebArchive.class, shipped)
                .addClass(AuditedHandler.class)
                .as(ZipExporter.class)
                .exportTo(audited.toFile(), true);
        return audited;
    }

    private Map<String, String> settings(String name) throws Exception {
        Map<String, String> settings = Audit.named(cluster, name);
        // The load is not what is limited here.
        settings.put("acmecrm.ratelimit.policies", "load");
        settings.put("acmecrm.ratelimit.load.endpoints", "* /api/contacts/**");
        settings.put("acmecrm.ratelimit.load.requests", "1000000");
        settings.put("acmecrm.ratelimit.load.window", "PT60S");
        return settings;
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close(); // else it could not start, and says why
        }
    }

    @BeforeEach
    void restartTheKilled() throws InterruptedException {
        for (Map.Entry<String, ApplicationProcess> node : nodes.entrySet()) {
            if (!node.getValue().process().isAlive()) {
                node.setValue(cluster.restart(node.getValue()));
            }
        }
        Awaitility.await("both nodes consume").atMost(SHARING_OUT).until(() -> consumes("first") && consumes("second"));
    }

    private boolean consumes(String node) throws Exception {
        return Meters.of(nodes.get(node)).value("acmecrm_consumer_partitions") > 0;
    }

    /** What a failed test has left frozen would fail the others, too. */
    @AfterEach
    void thaw() {
        nodes.values().forEach(ApplicationProcess::thaw);
    }

    @Test
    void eventsShouldArriveOnceWhenBothNodesLive() throws Exception {
        try (LoadProcess load = startLoad()) {
            load.awaitSuccesses(2 * CHANGES);

            History history = Aftermath.of(load, cluster);

            assertThat(HistoryChecker.check(history)).isEmpty();
            assertThat(history.repeats()).isEmpty();
            assertThat(history.calls()).noneMatch(call -> call.status() == 500);
            assertThat(audit.unhandled(load.marker())).isEmpty();
            assertThat(wakeUpsFromTheOtherNode())
                    .as("commits of the one that does not relay are told")
                    .isPositive();
        }
    }

    /** In a fresh window: nobody else asks for the overview. */
    @Test
    void limitShouldHoldForBothNodesTogether() {
        List<URI> urls = nodes.values().stream().map(ApplicationProcess::url).toList();
        Api api = Api.logIn(urls.get(0));

        Map<Integer, Long> statuses = Rush.statuses(api, urls, "/api/ops/overview", 64);

        assertThat(statuses).isEqualTo(Map.of(200, 30L, 429, 34L));
        urls.forEach(node -> await("each node tells of all the refused")
                .until(
                        () -> Api.send(api.get(node, "/api/ops/refusals")).body(),
                        told -> told.contains("\"refused\":34,")));
    }

    @Test
    void revokedTokenShouldBeRefusedByEveryNode() {
        List<URI> urls = nodes.values().stream().map(ApplicationProcess::url).toList();
        Api leaving = Api.logIn(urls.get(0));
        urls.forEach(node -> assertThat(statusOfList(leaving, node)).isEqualTo(200));

        Api.send(leaving.logOut(urls.get(0)));

        urls.forEach(node -> assertThat(statusOfList(leaving, node)).isEqualTo(401));
    }

    /** Each node hears its own messages, too. */
    @Test
    void commitShouldBeToldOnce() {
        Api api = Api.logIn(nodes.get("first").url());
        await("nothing is on its way").until(outbox::isAtRest);
        long before = published();

        nodes.values().forEach(node -> Api.send(api.create(node.url(), "told-" + UUID.randomUUID())));
        await("both are processed").until(outbox::isAtRest);

        assertThat(published() - before).as("by the node that does not relay").isBetween(1L, 2L);
    }

    private long published() {
        try (Jedis redis = new Jedis(cluster.setting("acmecrm.redis.url"))) {
            Matcher calls = PUBLISHED.matcher(redis.info("commandstats"));
            return calls.find() ? Long.parseLong(calls.group(1)) : 0;
        }
    }

    private static int statusOfList(Api api, URI node) {
        return Api.send(api.get(node, "/api/contacts?limit=1")).statusCode();
    }

    private double wakeUpsFromTheOtherNode() throws Exception {
        double wakeUps = 0;
        for (ApplicationProcess node : nodes.values()) {
            wakeUps += Meters.of(node).value("acmecrm_relay_wakeups_total{from=\"other\"}");
        }
        return wakeUps;
    }

    @Test
    void otherNodeShouldRelayWhenOneIsKilled() throws Exception {
        try (LoadProcess load = startLoad()) {
            String killed = awaitRelaying(load).node();
            nodes.get(killed).kill();
            awaitTakeOver(killed, load);
            load.awaitSuccesses(CHANGES);

            assertNothingIsBroken(load);
        }
    }

    /** Its handlers have done their work, and nobody knows. */
    @Test
    void eventsShouldBeHandledAgainWhenTheirNodeIsKilledBeforeItsCommit() throws Exception {
        try (LoadProcess load = startLoad()) {
            audit.during(Moment.PROCESSED, node -> nodes.get(node).kill());
            load.awaitSuccesses(CHANGES);

            assertNothingIsBroken(load);
            assertThat(audit.handledAgain(load.marker())).isPositive();
        }
    }

    /** Its batch is handled, and belongs to another consumer before that is committed. */
    @Test
    void eventsShouldBeProcessedOnceWhenPartitionsChangeHandsInMidBatch() throws Exception {
        try (LoadProcess load = startLoad();
                Intruder intruder = new Intruder(cluster.setting("acmecrm.kafka.bootstrap-servers"))) {
            audit.during(Moment.PROCESSED, node -> {
                intruder.join();
                await("the group is being shared out anew").until(intruder::isSharingOut);
            });
            await("it has a share").until(intruder::hasAShare);
            intruder.close();
            load.awaitSuccesses(CHANGES);

            assertNothingIsBroken(load);
        }
    }

    /** It comes back at the worst moment: its batch is sent and nobody has marked it yet, it would be the first. */
    @Test
    void frozenNodeShouldMarkNothingWhenItComesBackAfterTheTakeOver() throws Exception {
        try (LoadProcess load = startLoad()) {
            Audit.Marker before = awaitRelaying(load);
            ApplicationProcess frozen = nodes.get(before.node());
            int logged = frozen.log().length();
            audit.during(Moment.RENEWAL, node -> {
                frozen.freeze();
                await("the other node has the lease and wants to mark")
                        .until(() -> audit.held().contains(other(before.node())));
                frozen.thaw();
            });
            await("the frozen node may not mark")
                    .until(() -> frozen.log().substring(logged).contains("The relay's lease was lost"));
            load.awaitSuccesses(CHANGES);

            assertNothingIsBroken(load);
            assertThat(audit.markers(load.marker()))
                    .containsExactlyInAnyOrder(before, new Audit.Marker(other(before.node()), outbox.owner()));
        }
    }

    /** What it has locked in PostgreSQL must not keep the other node from the lease. */
    @Test
    void otherNodeShouldRelayWhenOneFreezesInsideItsTransaction() throws Exception {
        try (LoadProcess load = startLoad()) {
            String frozen = awaitRelaying(load).node();
            audit.during(Moment.MARK, node -> nodes.get(node).freeze());
            awaitTakeOver(frozen, load);
            nodes.get(frozen).thaw();
            load.awaitSuccesses(CHANGES);

            assertNothingIsBroken(load);
        }
    }

    private void assertNothingIsBroken(LoadProcess load) throws Exception {
        assertThat(HistoryChecker.check(Aftermath.of(load, cluster))).isEmpty();
        assertThat(audit.unhandled(load.marker())).isEmpty();
    }

    private LoadProcess startLoad() throws Exception {
        return LoadProcess.start(RATE, CONTACTS, nodes.values().toArray(ApplicationProcess[]::new));
    }

    private Audit.Marker awaitRelaying(LoadProcess load) {
        return await("a node relays")
                .until(() -> audit.markers(load.marker()), markers -> markers.size() == 1)
                .get(0);
    }

    private void awaitTakeOver(String from, LoadProcess load) {
        long begin = System.nanoTime();
        await("the other node relays").until(() -> audit.hasMarked(other(from), load.marker()));
        System.out.printf("Taken over from %s after %d ms%n", from, (System.nanoTime() - begin) / 1_000_000);
    }

    private static String other(String name) {
        return name.equals("first") ? "second" : "first";
    }

    private static ConditionFactory await(String condition) {
        return Awaitility.await(condition).atMost(TAKE_OVER);
    }
}
