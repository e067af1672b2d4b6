package com.acmecrm.integration.dev;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A Redis that lets the service in by TLS, its certificate and its password only, and allows it what is documented. */
final class SecuredRedis implements AutoCloseable {

    static final String USER = "acmecrm";
    static final String PASSWORD = "redis%secret@:";

    private static final String TEST = "test";

    private final RedisProcess server;
    private final CertificateAuthority authority;
    private final Path home;

    private SecuredRedis(Path home, CertificateAuthority authority, CertificateAuthority.Issued test, String rules) {
        this.home = home;
        this.authority = authority;
        CertificateAuthority.Issued certificate = authority.issue("redis", "RSA");
        Map<String, String> settings = new TreeMap<>(Map.of(
                "tls-cert-file", certificate.certificate().toString(),
                "tls-key-file", certificate.key().toString(),
                "tls-ca-cert-file", authority.certificate().toString(),
                "tls-auth-clients", "yes",
                "user", """
                        default off
                        %s on >%s ~* &* +@all
                        %s on >%s %s
                        """.formatted(TEST, TEST, USER, PASSWORD, rules)));
        server = RedisProcess.start(
                RedisProcess.unpack(home.resolve("bin")),
                home.resolve("redis"),
                new RedisProcess.Settings(Ports.free(), settings),
                DefaultJedisClientConfig.builder()
                        .ssl(true)
                        .sslSocketFactory(sockets(test))
                        .user(TEST)
                        .password(TEST)
                        .build());
    }

    /** @param rules of the service's account */
    static SecuredRedis start(Path home, CertificateAuthority authority, String rules) {
        SecuredRedis redis = new SecuredRedis(home, authority, authority.issue(TEST, "RSA"), rules);
        Awaitility.await("Redis answers").until(redis::isThere);
        return redis;
    }

    private SSLSocketFactory sockets(CertificateAuthority.Issued test) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(test.keyManagers(), authority.trusted().getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException impossible) {
            throw new DevException("TLS is not available in " + home + ".", impossible);
        }
    }

    private boolean isThere() {
        try {
            return "PONG".equals(ask(Jedis::ping));
        } catch (JedisConnectionException notYet) {
            return false;
        }
    }

    /** For the service: all but the password. */
    Map<String, String> settings(CertificateAuthority.Issued client) {
        return Map.of(
                "acmecrm.redis.url", "rediss://" + server.host(),
                "acmecrm.redis.username", USER,
                "acmecrm.redis.ca.location", authority.certificate().toString(),
                "acmecrm.redis.client-certificate.location",
                        client.certificate().toString(),
                "acmecrm.redis.client-key.location", client.key().toString());
    }

    /** What has been refused: the command, the key or the channel. */
    List<String> refusals() {
        return ask(redis -> redis.aclLog().stream()
                .map(entry -> entry.getReason() + " " + entry.getContext() + " " + entry.getObject())
                .toList());
    }

    private <T> T ask(Function<Jedis, T> question) {
        try (Jedis redis = server.connect()) {
            return question.apply(redis);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
