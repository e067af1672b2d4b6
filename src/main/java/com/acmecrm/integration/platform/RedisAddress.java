package com.acmecrm.integration.platform;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Redis is, and who asks ({@code acmecrm.redis.url}). Not a {@code java.net.URI}, which knows one host.
 *
 * @param hosts each {@code host:port}; of a cluster or of Sentinels some will do, they tell of the others
 * @param database of a single Redis or behind Sentinels; a cluster has none but 0
 * @param masterName that the Sentinels know; empty elsewhere
 */
record RedisAddress(
        Topology topology,
        boolean isEncrypted,
        Optional<String> username,
        Optional<String> password,
        List<String> hosts,
        int database,
        String masterName) {

    static final String KEY = "acmecrm.redis.url";

    /** After "must be". */
    static final String FORMS = "redis://[:password@]host:port[/db], redis+cluster://[:password@]host:port,host:port"
            + " or redis+sentinel://[:password@]host:port,host:port/master, with rediss instead of redis for TLS";

    /** The password ends at the last @: it may have others in it. */
    private static final Pattern FORM = Pattern.compile("(?<scheme>rediss?)(?:\\+(?<topology>cluster|sentinel))?://"
            + "(?:(?:(?<user>[^:@]*):)?(?<password>.*)@)?(?<hosts>[^@/?#]+)(?:/(?<path>[^/?#]*))?");

    private static final Pattern HOST = Pattern.compile("(?:\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):(?<port>\\d{1,5})");
    private static final Pattern DATABASE = Pattern.compile("\\d{1,4}");
    private static final int HIGHEST_PORT = 65_535;

    /** How many Redis servers there are, and who knows them. */
    enum Topology {
        SINGLE,
        CLUSTER,
        SENTINEL
    }

    /** @throws IllegalArgumentException naming the key, and nothing of the address, which may hold a password */
    static RedisAddress parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw bad("it has another form");
        }
        Topology topology = topology(parts.group("topology"));
        String path = Optional.ofNullable(parts.group("path")).orElse("");
        return new RedisAddress(
                topology,
                parts.group("scheme").equals("rediss"),
                decoded(parts.group("user")),
                decoded(parts.group("password")),
                hosts(topology, parts.group("hosts")),
                topology == Topology.SINGLE ? database(path) : 0,
                masterName(topology, path));
    }

    static boolean isAddress(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static Topology topology(String name) {
        if (name == null) {
            return Topology.SINGLE;
        }
        return name.equals("cluster") ? Topology.CLUSTER : Topology.SENTINEL;
    }

    /** Nothing where there is no such part, or an empty one. */
    private static Optional<String> decoded(String part) {
        if (part == null || part.isEmpty()) {
            return Optional.empty();
        }
        try {
            // A form's decoder, to which a plus is a space.
            return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            throw bad("a % in the password is written as %25");
        }
    }

    private static List<String> hosts(Topology topology, String text) {
        List<String> hosts = Arrays.asList(text.split(",", -1));
        if (topology == Topology.SINGLE && hosts.size() > 1) {
            throw bad("several hosts are a redis+cluster or a redis+sentinel");
        }
        hosts.forEach(RedisAddress::check);
        return List.copyOf(hosts);
    }

    private static void check(String host) {
        Matcher parts = HOST.matcher(host);
        if (!parts.matches()) {
            throw bad("each host is host:port, an IPv6 address in brackets");
        }
        int port = Integer.parseInt(parts.group("port"));
        if (port < 1 || port > HIGHEST_PORT) {
            throw bad("a port is from 1 to " + HIGHEST_PORT);
        }
    }

    private static int database(String path) {
        if (path.isEmpty()) {
            return 0;
        }
        if (!DATABASE.matcher(path).matches()) {
            throw bad("after the host stands the number of a database");
        }
        return Integer.parseInt(path);
    }

    private static String masterName(Topology topology, String path) {
        if (topology == Topology.SENTINEL && path.isEmpty()) {
            throw bad("after the Sentinels stands the name of their master");
        }
        if (topology == Topology.CLUSTER && !path.isEmpty()) {
            throw bad("a cluster has no databases");
        }
        return topology == Topology.SENTINEL ? path : "";
    }

    private static IllegalArgumentException bad(String rule) {
        return new IllegalArgumentException(KEY + " must be " + FORMS + ": " + rule);
    }

    /** The same servers, asked by another account. */
    RedisAddress signedInAs(Optional<String> otherUsername, Optional<String> otherPassword) {
        return new RedisAddress(topology, isEncrypted, otherUsername, otherPassword, hosts, database, masterName);
    }

    /** Of each host, for Redisson. */
    List<String> urls() {
        String scheme = isEncrypted ? "rediss://" : "redis://";
        return hosts.stream().map(scheme::concat).toList();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return topology + " " + String.join(",", urls());
    }
}
