package com.acmecrm.integration.chaos;

import com.acmecrm.integration.chaos.Call.Op;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A contact as the load knows it: created, changed many times, deleted, created again. One request at a time asks for
 * its next change; whatever goes wrong, it reads where it stands and goes on from there.
 */
final class LoadContact {

    private static final int UNKNOWN = 0;
    private static final int CHANGES_OF_A_LIFE = 20;
    private static final Pattern EXISTING = Pattern.compile("\"existingId\":\"([^\"]+)\"");

    private final String key;
    private String id; // null where it is not there, as far as we know
    private long version;

    LoadContact(String key) {
        this.key = key;
    }

    /** @param reads of a hundred requests */
    Op nextOp(RandomGenerator random, int reads) {
        if (id == null) {
            return Op.CREATE;
        }
        if (version == UNKNOWN) {
            return Op.READ;
        }
        if (random.nextInt(100) < reads) {
            return Op.READ;
        }
        return random.nextInt(CHANGES_OF_A_LIFE) == 0 ? Op.DELETE : Op.PATCH;
    }

    HttpRequest request(Op op, Api api, URI node, RandomGenerator random) {
        return switch (op) {
            case CREATE -> api.create(node, key);
            case READ -> api.read(node, id);
            case DELETE -> api.delete(node, id, version);
            case PATCH -> patch(api, node, random);
        };
    }

    private HttpRequest patch(Api api, URI node, RandomGenerator random) {
        String notes = Long.toHexString(random.nextLong());
        return random.nextBoolean()
                ? api.patchVersion(node, id, version, notes)
                : api.patchIfMatch(node, id, version, notes);
    }

    /** @param answer empty where none came */
    Call answered(Op op, Optional<HttpResponse<String>> answer) {
        Call call = call(op, answer);
        learn(call, answer);
        return call;
    }

    /** What an answer says, and nothing learnt from it. */
    Call call(Op op, Optional<HttpResponse<String>> answer) {
        int status = answer.map(HttpResponse::statusCode).orElse(0);
        long told = answer.filter(response -> status / 100 == 2)
                .map(response -> op == Op.DELETE ? version + 1 : tag(response))
                .orElse(0L);
        return new Call(Instant.now(), op, key, status, told, 0);
    }

    private void learn(Call call, Optional<HttpResponse<String>> answer) {
        version = call.version();
        if (call.op() == Op.CREATE) {
            id = answer.map(LoadContact::createdOrExisting).orElse(null);
        } else if (call.status() == 404 || call.op() == Op.DELETE && call.isSuccess()) {
            id = null;
        }
    }

    private static String createdOrExisting(HttpResponse<String> answer) {
        Optional<String> location = answer.headers().firstValue("Location");
        if (location.isPresent()) {
            return location.get().replaceAll(".*/", "");
        }
        Matcher existing = EXISTING.matcher(answer.body());
        return existing.find() ? existing.group(1) : null;
    }

    private static long tag(HttpResponse<String> answer) {
        return Long.parseLong(answer.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
    }
}
