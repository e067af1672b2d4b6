package com.acmecrm.integration.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.redisson.api.RScript;

/**
 * A Lua script that Redis is asked to run by its SHA-1 digest, as {@code EVALSHA} wants it. The text goes out only to a
 * server that does not have the script (yet, or any more).
 *
 * @param <T> what the script returns
 */
public final class RedisScript<T> {

    private final String text;
    private final String digest;
    private final RScript.ReturnType returnType;

    private RedisScript(String text, RScript.ReturnType returnType) {
        this.text = text;
        this.digest = sha1(text);
        this.returnType = returnType;
    }

    /** A script that returns an integer, or nothing at all. */
    public static RedisScript<Long> ofLong(String text) {
        return new RedisScript<>(text, RScript.ReturnType.LONG);
    }

    /** A script that returns a list of integers or of strings. */
    public static <E> RedisScript<List<E>> ofList(String text) {
        return new RedisScript<>(text, RScript.ReturnType.LIST);
    }

    String text() {
        return text;
    }

    String digest() {
        return digest;
    }

    RScript.ReturnType returnType() {
        return returnType;
    }

    private static String sha1(String text) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
