package com.acmecrm.integration.system;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens signed as they should be that say the wrong thing, and what is no token at all; each under its name. */
final class ClaimAttacks {

    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final long now = Instant.now().getEpochSecond();

    private ClaimAttacks() {}

    static Map<String, String> table() {
        ClaimAttacks attacks = new ClaimAttacks();
        attacks.times();
        attacks.issuers();
        attacks.missing();
        attacks.records();
        attacks.junk();
        return attacks.tokens;
    }

    private static TokenDraft draft() {
        return TokenDraft.of("admin");
    }

    private void times() {
        tokens.put("expired an hour ago", draft().with("exp", now - 3600).signed());
        tokens.put("expired a second ago", draft().with("exp", now - 1).signed());
        tokens.put("expires never", draft().with("exp", "never").signed());
        tokens.put("not yet valid", draft().with("nbf", now + 3600).signed());
        tokens.put("valid in half a minute", draft().with("nbf", now + 30).signed());
        tokens.put("valid from no time", draft().with("nbf", "now").signed());
    }

    private void issuers() {
        tokens.put("wrong issuer", draft().with("iss", "https://example.com").signed());
        tokens.put(
                "issuer in another case",
                draft().with("iss", "ACMECRM-integration").signed());
        tokens.put(
                "issuer with a space",
                draft().with("iss", "acmecrm-integration ").signed());
        tokens.put(
                "two issuers",
                draft().with("iss", List.of("acmecrm-integration", "x")).signed());
    }

    /** Whatever key a server would make of it, there is a record. */
    private void missing() {
        for (String claim : List.of("iss", "exp", "jti", "sub", "iat")) {
            tokens.put(
                    "no " + claim,
                    draft().keepRecord("null").keepRecord("").without(claim).signed());
        }
    }

    private void records() {
        TokenDraft deleted = draft();
        Redis.delete("auth:token:" + deleted.id());
        tokens.put("record deleted", deleted.signed());
        TokenDraft revoked = draft();
        Redis.putHash("auth:token:" + revoked.id(), Map.of("revoked", "true"));
        tokens.put("revoked", revoked.signed());
        TokenDraft others = draft();
        Redis.putHash("auth:token:" + others.id(), Map.of("userId", "2"));
        tokens.put("record of another user", others.signed());
        tokens.put("token of another user", draft().with("sub", "2").signed());
    }

    private void junk() {
        tokens.put("plain junk", "junk-that-is-no-token-at-all");
        tokens.put("three parts of junk", "junk-header.junk-payload.junk-signature");
        tokens.put("five parts of junk", "junk-header.junk-key.junk-iv.junk-text.junk-tag");
        tokens.put("two parts", draft().signed().replaceAll("\\.[^.]*$", ""));
        tokens.put("four parts", draft().signed() + ".AAAA");
        tokens.put("two signatures", draft().signed() + draft().signed().replaceAll("^.*\\.", "."));
        tokens.put("nested in a JWE", encrypted(draft().signed()));
    }

    private static String encrypted(String token) {
        try {
            JWEObject envelope = new JWEObject(
                    new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                            .contentType("JWT")
                            .keyID(Tokens.service().getKeyID())
                            .build(),
                    new Payload(token));
            envelope.encrypt(new RSAEncrypter(Tokens.service()));
            return envelope.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
