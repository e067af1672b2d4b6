package com.acmecrm.integration.system;

import com.nimbusds.jose.jwk.RSAKey;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens whose header leads the server to the attacker's key, or anywhere else; each under its name. */
final class HeaderAttacks {

    private static final String NO_KEY_ID = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final PrivateKey attacker = Tokens.foreignKeys().getPrivate();
    private final RSAKey lure = new RSAKey.Builder(
                    (RSAPublicKey) Tokens.foreignKeys().getPublic())
            .keyID("lure")
            .build();
    private final String address;

    private HeaderAttacks(String address) {
        this.address = address;
    }

    /** @param address of a server of the attacker's */
    static Map<String, String> table(String address) {
        HeaderAttacks attacks = new HeaderAttacks(address);
        attacks.foreignKeys();
        attacks.keyIds();
        attacks.beyondOurs();
        return attacks.tokens;
    }

    private static TokenDraft draft() {
        return TokenDraft.of("admin");
    }

    private void foreignKeys() {
        tokens.put("foreign key, our kid", draft().signed(attacker));
        tokens.put("foreign key, its own kid", draft().header("kid", "lure").signed(attacker));
        tokens.put("foreign key, no kid", draft().header(NO_KEY_ID).signed(attacker));
        tokens.put("another of our keys, our kid", draft().signed(Tokens.nextKey()));
        tokens.put(
                "our key, the kid of another of ours",
                draft().header("kid", Tokens.next().getKeyID()).signed());
        Map<String, Object> members = Map.of("jwk", lure.toJSONObject(), "jku", address, "x5u", address);
        members.forEach((name, value) -> {
            tokens.put(name, draft().header("kid", "lure").header(name, value).signed(attacker));
            tokens.put(name + ", our kid", draft().header(name, value).signed(attacker));
            tokens.put(
                    name + ", no kid",
                    draft().header(NO_KEY_ID).header(name, value).signed(attacker));
        });
    }

    /** Signed by the right key; and by the one that would be read from there. */
    private void keyIds() {
        byte[] empty = {0}; // to HMAC the same as none
        for (String kid : List.of(
                "../../../../../../etc/passwd",
                "/dev/null",
                "file:///dev/null",
                address,
                "x' union select 'secret' -- ",
                "' or '1'='1",
                "x\u0000",
                "*",
                "")) {
            tokens.put("kid '" + kid + "'", draft().header("kid", kid).signed());
            tokens.put(
                    "HS256, kid '" + kid + "'",
                    draft().header("kid", kid).header("alg", "HS256").authenticated(empty));
        }
        tokens.put("no kid", draft().header(NO_KEY_ID).signed());
    }

    /** Signed by the right key under the right name, which must not excuse the rest. */
    private void beyondOurs() {
        tokens.put(
                "crit",
                draft().header("crit", List.of("unheard-of"))
                        .header("unheard-of", true)
                        .signed());
        tokens.put(
                "crit that names what is there",
                draft().header("crit", List.of("kid")).signed());
        tokens.put(
                "jwk, well signed", draft().header("jwk", lure.toJSONObject()).signed());
        tokens.put("jku, well signed", draft().header("jku", address).signed());
        for (String type : List.of("JOSE", "at+jwt", "JWE", "jwt", "")) {
            tokens.put("typ '" + type + "'", draft().header("typ", type).signed());
        }
        tokens.put(
                "no typ",
                draft().header("{\"alg\":\"RS256\",\"kid\":\"%s\"}"
                                .formatted(Tokens.service().getKeyID()))
                        .signed());
    }
}
