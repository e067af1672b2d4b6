package com.acmecrm.integration.dev;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider that knows one client: tokens by its id and secret, and its keys. */
public final class TokenEndpoint implements AutoCloseable {

    public static final String SECRET = "s:e c+r/e%t";

    static final String ISSUER = "https://id.example.com";

    private static final String CREDENTIALS = SecuredKafka.USER + ":s%3Ae+c%2Br%2Fe%25t";
    private static final int SECONDS = 60;

    private final HttpServer server;
    private final RSAKey key;
    private final AtomicInteger issued = new AtomicInteger();

    private TokenEndpoint() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048)
                .keyID("one")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    public static TokenEndpoint start() {
        try {
            return new TokenEndpoint();
        } catch (IOException | JOSEException failure) {
            throw new DevException("The token endpoint does not start.", failure);
        }
    }

    public URI tokenUrl() {
        return address("/token");
    }

    /** For the brokers. */
    public URI keys() {
        return address("/keys");
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** How many tokens so far. */
    public int issued() {
        return issued.get();
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String wanted = "Basic " + Base64.getEncoder().encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8));
        if (!body.equals("grant_type=client_credentials")
                || !wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        issued.incrementAndGet();
        answer(exchange, 200, """
                {"access_token":"%s","token_type":"Bearer","expires_in":%d}""".formatted(jwt(), SECONDS));
    }

    private String jwt() {
        try {
            Instant now = Instant.now();
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .subject(SecuredKafka.USER)
                            .audience("kafka")
                            .issuer(ISSUER)
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(SECONDS)))
                            .build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
