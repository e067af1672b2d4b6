package com.acmecrm.integration.system;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens with no signature, with one by another algorithm, or with one of something else; each under its name. */
final class SignatureAttacks {

    private final Map<String, String> tokens = new LinkedHashMap<>();

    private SignatureAttacks() {}

    static Map<String, String> table() {
        SignatureAttacks attacks = new SignatureAttacks();
        attacks.unsigned();
        attacks.changed();
        attacks.authenticatedByThePublicKey();
        attacks.byAnotherAlgorithm();
        return attacks.tokens;
    }

    private static TokenDraft draft() {
        return TokenDraft.of("admin");
    }

    private void unsigned() {
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            String header = "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(none);
            tokens.put("alg " + none, draft().header(header).unsigned());
            tokens.put(
                    "alg " + none + " with our kid", draft().header("alg", none).unsigned());
            tokens.put(
                    "alg " + none + ", yet signed", draft().header("alg", none).signed());
        }
        tokens.put("no signature", draft().unsigned());
    }

    private void changed() {
        tokens.put("signature of another token", draft().withSignatureOf(draft().signed()));
        TokenDraft viewer = TokenDraft.of("viewer");
        String signed = viewer.signed();
        viewer.with("role", "admin").with("groups", List.of("admin"));
        tokens.put("role and groups raised after signing", viewer.withSignatureOf(signed));
        TokenDraft other = draft().with("sub", "2");
        String others = other.signed();
        tokens.put("user changed after signing", other.with("sub", "1").withSignatureOf(others));
    }

    /** HS256, with what everyone may know as the secret. */
    private void authenticatedByThePublicKey() {
        String pem = publicPem();
        String jwks = Api.anonymous().get("/.well-known/jwks.json").body();
        Map<String, byte[]> secrets = Map.of(
                "PEM", bytes(pem),
                "PEM, stripped", bytes(pem.strip()),
                "PEM's Base64", bytes(pem.replaceAll("-----[A-Z ]+-----|\\s", "")),
                "DER", publicKey().getEncoded(),
                "modulus", publicKey().getModulus().toByteArray(),
                "JWK", bytes(Tokens.service().toPublicJWK().toJSONString()),
                "JWK set", bytes(jwks),
                "kid", bytes(Tokens.service().getKeyID()));
        secrets.forEach((name, secret) -> tokens.put(
                "HS256 by the public key's " + name,
                draft().header("alg", "HS256").authenticated(secret)));
    }

    private void byAnotherAlgorithm() {
        tokens.put("RS512", draft().header("alg", "RS512").signed("SHA512withRSA", Tokens.serviceKey()));
        tokens.put("RS512 called RS256", draft().signed("SHA512withRSA", Tokens.serviceKey()));
        for (String alg : List.of("RS512", "PS256", "ES256", "HS256", "rs256", "")) {
            tokens.put("RS256 called '" + alg + "'", draft().header("alg", alg).signed());
        }
        tokens.put("no alg", draft().header("{\"typ\":\"JWT\"}").signed());
    }

    private static RSAPublicKey publicKey() {
        try {
            return Tokens.service().toRSAPublicKey();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String publicPem() {
        try {
            return Files.readString(Path.of(URI.create(Environment.setting("mp.jwt.verify.publickey.location"))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
