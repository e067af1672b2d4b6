package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.dev.TokenKeys;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;

import static org.assertj.core.api.Assertions.assertThat;

/** Another key for tokens, in the three steps of docs/tokens.md, by restarting one node of two after another. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotationIT {

    private static final Path HOME = Path.of("target", "rotation").toAbsolutePath();
    private static final Pattern KEY_ID = Pattern.compile("\"kid\":\"([^\"]*)\"");
    private static final int LET_IN = 404; // to a contact that is not there
    private static final int REFUSED = 401;

    private final List<Api> sessions = new ArrayList<>();
    private final List<ApplicationProcess> nodes = new ArrayList<>();
    private Cluster cluster;

    @BeforeAll
    void start() {
        cluster = Cluster.start(HOME);
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close(); // else it could not start, and says why
        }
    }

    @Test
    void everyTokenShouldGetInEverywhereUntilItsKeyIsDropped() throws Exception {
        Map<String, String> old = TokenKeys.keepIn(HOME.resolve("old"));
        Map<String, String> next = TokenKeys.keepIn(HOME.resolve("next"));
        nodes.addAll(cluster.addNodes(List.of(settings(old), settings(old))));
        nodes.forEach(this::logIn);
        assertThat(keyIds()).hasSize(1);

        roll(with(old, next));
        assertThat(keyIds()).as("step 1: the next key is published").hasSize(2);
        roll(with(next, old));
        assertThat(keyIds()).as("step 2: the next key signs").hasSize(2);
        List<Api> beforeTheDrop = List.copyOf(sessions);
        sessions.clear();
        nodes.forEach(this::logIn);
        roll(settings(next));

        assertThat(keyIds()).as("step 3: the old key is gone").hasSize(1);
        List<Api> ofTheOldKey = beforeTheDrop.subList(0, 4);
        assertThat(answers(ofTheOldKey)).containsOnly(REFUSED);
        assertThat(answers(beforeTheDrop.subList(4, 6))).containsOnly(LET_IN);
        assertThat(validRecords()).as("nothing but the key refuses them").isEqualTo(10);
    }

    /**
     * One node after another; meanwhile tokens of both get into both. Those that take their place are started together
     * beforehand, which takes half the time on two processors.
     */
    private void roll(Map<String, String> settings) throws InterruptedException {
        List<ApplicationProcess> successors = cluster.addNodes(List.of(settings, settings));
        for (int index = 0; index < nodes.size(); index++) {
            nodes.get(index).close();
            nodes.set(index, successors.get(index));
            logIn(nodes.get(index));
            assertThat(answers(sessions)).containsOnly(LET_IN);
        }
    }

    private void logIn(ApplicationProcess node) {
        sessions.add(Api.logIn(node.url()));
    }

    private static Map<String, String> settings(Map<String, String> keys) {
        Map<String, String> settings = new TreeMap<>(keys);
        settings.put("acmecrm.ratelimit.api.requests", "1000");
        settings.put("acmecrm.ratelimit.login.requests", "1000");
        // Nor is hashing passwords what this is about.
        settings.put("acmecrm.auth.password.memory-kib", "1024");
        settings.put("acmecrm.auth.password.passes", "1");
        return settings;
    }

    private static Map<String, String> with(Map<String, String> keys, Map<String, String> others) {
        Map<String, String> settings = settings(keys);
        settings.put("acmecrm.auth.additional-public-keys", others.get("mp.jwt.verify.publickey.location"));
        return settings;
    }

    /** Of each of these sessions from each node. */
    private List<Integer> answers(List<Api> asking) {
        String nobody = UUID.randomUUID().toString();
        return asking.stream()
                .flatMap(session -> nodes.stream().map(node -> session.read(node.url(), nobody)))
                .map(request -> Api.send(request).statusCode())
                .toList();
    }

    /** That the nodes publish, all the same. */
    private List<String> keyIds() {
        List<List<String>> published = nodes.stream()
                .map(node -> HttpRequest.newBuilder(node.url().resolve("/.well-known/jwks.json"))
                        .build())
                .map(request -> KEY_ID.matcher(Api.send(request).body())
                        .results()
                        .map(match -> match.group(1))
                        .sorted()
                        .toList())
                .distinct()
                .toList();
        assertThat(published).as("the nodes' keys").hasSize(1);
        return published.get(0);
    }

    private long validRecords() {
        try (Jedis redis = new Jedis(cluster.setting("acmecrm.redis.url"))) {
            return redis.keys("auth:token:*").stream()
                    .filter(key -> "false".equals(redis.hget(key, "revoked")))
                    .count();
        }
    }
}
