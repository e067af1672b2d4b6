package com.acmecrm.integration.property;

import com.acmecrm.integration.property.RawRequest.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** What {@link Twist} puts into requests. Each character is one byte, save in bodies, which are text. */
final class Texts {

    static final List<String> ODD_NUMBERS = List.of(
            "1e2147483648",
            "-1e2147483648",
            "0e2147483648",
            "1e-2147483649",
            "-0",
            "-0.0",
            "1e400",
            "0.1e-9999999999",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1.0",
            "2e0",
            "1E+2",
            "0.5",
            "01",
            "+1",
            "1.",
            ".5",
            "NaN",
            "Infinity",
            "0x1",
            "1".repeat(400));

    static final List<String> ODD_VALUES = List.of(
            "[]",
            "{}",
            "true",
            "null",
            "\"\"",
            "\" \"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"\\u200b\"",
            "\"\\u3000\\u00a0\"",
            "\"a\\u202eb\\ufeff\"",
            "\"\\x\"",
            "\"a\tb\"",
            "\"" + "𠮷".repeat(51) + "\"",
            "\"" + "x".repeat(20_000) + "\"",
            "[".repeat(40) + "]".repeat(40),
            "{\"a\":".repeat(40) + "1" + "}".repeat(40),
            "[" + "\"a\",".repeat(60) + "\"b\"]",
            "\"hi@👍.ws\"",
            "'x'",
            "undefined");

    static final List<String> ODD_MEMBERS = List.of(
            "\"nick\":1,",
            "\"\":1,",
            "\"a\\u0000\":1,",
            "\"\\ud83c\":1,",
            "\"version\":1,\"version\":2,",
            "\"__proto__\":{\"a\":1},",
            "\"a/b~c\":null,",
            "\"@type\":\"java.lang.Runtime\",",
            "\"firstName\":\"a\",\"firstName\":\"b\",",
            ",",
            "a:1,");

    static final List<String> ODD_BODIES = List.of(
            "{}",
            "[]",
            "null",
            "1",
            "\"x\"",
            "",
            " ",
            "{",
            "{} {}",
            "[".repeat(5_000),
            "{\"a\":".repeat(2_000),
            "<a/>",
            "a=b");

    static final List<String> ODD_METHODS = List.of(
            "FOO",
            "TRACE",
            "OPTIONS",
            "HEAD",
            "get",
            "Post",
            "PROPFIND",
            "CONNECT",
            "M-SEARCH",
            "DELETE",
            "PUT",
            "PATCH",
            "POST",
            "GET",
            "X".repeat(300));

    static final List<String> ODD_CONTENT_TYPES = List.of(
            "*/*",
            "application/*",
            "application/json;charset=utf-16",
            "application/json; charset=ISO-8859-1",
            "application/json;charset=nonsense",
            "application/json;charset=\"",
            "application/json;charset",
            "application/json; charset=UTF-8; a=b",
            "APPLICATION/JSON",
            "application/json, text/plain",
            "application/merge-patch+json",
            "application/problem+json",
            "text/plain",
            "text/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "json",
            "/",
            ";",
            "",
            "caf\u00e9/json");

    static final List<String> ODD_ACCEPTS = List.of(
            "application/json;charset=utf-16",
            "application/json;indent=2",
            "application/json;q=0",
            "*/*;q=0",
            "*/*;q=0.000",
            "application/json;q=1.5",
            "application/json;q=x",
            "application/*",
            "application/problem+json",
            "text/html",
            "text/html,application/xhtml+xml,*/*;q=0.8",
            "image/png",
            "*",
            "json",
            "/",
            ",",
            ";",
            "",
            "caf\u00e9/*",
            "application/yaml",
            "text/event-stream",
            "APPLICATION/JSON");

    static final List<String> ODD_QUERIES = List.of(
            "q=Gew\u00c3\u00a4hr",
            "q=Gew\u00e4hr",
            "q=%FF%FE%FD",
            "q=%C0%80",
            "q=%ED%A0%80",
            "q=%",
            "q=%zz",
            "q=%00",
            "q=%u0041",
            "email=a+b@example.com",
            "%FF=1",
            "%=1",
            "&&",
            "=",
            "=1",
            "limit",
            "limit=10&limit=20",
            "limit=010",
            "limit=%31%30",
            "limit=1e1",
            "a[]=1",
            "q=|{}^`\"<>",
            "q=\\",
            "q=%5C",
            "q=a%0d%0aSet-Cookie:%20a=b",
            "?",
            "#",
            ";limit=1");

    static final List<String> ODD_PATH_ENDS = List.of(
            "/",
            "//",
            "/.",
            "/..",
            "/./",
            "/../",
            "/%2e",
            "/%2e%2e",
            ";",
            ";a=b",
            ";jsessionid=1",
            "%",
            "%zz",
            "%00",
            "%FF",
            "%5C",
            "%20",
            ".json",
            "/*",
            "/{id}");

    static final List<String> ODD_SEGMENTS = List.of(
            "%",
            "%zz",
            "50%off",
            "%FF",
            "%C0%AE",
            "%00",
            "%5C",
            "%2F",
            "%252F",
            "%2e%2e",
            "%0d%0a",
            "%E4%B8%AD",
            "\u00ff",
            "\u00c3\u00bc",
            "\u0080",
            "a|b",
            "a\"b",
            "a^b",
            "[x]",
            "{x}",
            "a:b",
            "a;b=c",
            ".",
            "..",
            "...",
            "~",
            "-",
            "_",
            "@",
            "a,b",
            "a+b",
            "a=b",
            "a&b",
            "$",
            "!",
            "'",
            "(",
            "*");

    /** Name, equals sign, value. */
    static final List<String> ODD_HEADERS = List.of(
            "User-Agent=Caf\u00e9",
            "User-Agent=Caf\u00c3\u00a9",
            "cf-region=S\u00c3\u00a3o Paulo",
            "X-Request-Id=\u00ff",
            "X-Request-Id=" + "r".repeat(128),
            "X-Request-Id=" + "r".repeat(129),
            "X-Request-Id=a b",
            "If-Match=\"\u00ff\"",
            "Authorization=Bearer \u00ff",
            "Authorization=",
            "Authorization=Bearer a.b.c",
            "Authorization=BEARER {token:admin}",
            "Authorization=Bearer {token:admin}x",
            "Authorization=Bearer {token:admin},Bearer {token:admin}",
            "X-Forwarded-For=\u00ff",
            "X-Forwarded-For=unknown, 1.2.3.4.5",
            "X-Forwarded-Host=evil.example",
            "X-Forwarded-Proto=https",
            "Forwarded=for=\"[::1\";host=evil.example",
            "X-HTTP-Method-Override=DELETE",
            "X-Tab=a\tb",
            "Cookie=JSESSIONID=x; \u00e9=1",
            "Range=bytes=0-0",
            "Range=bytes=x",
            "Origin=https://crm.example.com",
            "Origin=null",
            "Access-Control-Request-Method=PATCH",
            "Expect=100-continue",
            "Expect=200-ok",
            "Upgrade=h2c",
            "Upgrade=websocket",
            "TE=trailers",
            "Accept-Encoding=gzip, br;q=x",
            "Accept-Language=*, x\u00ff",
            "Accept-Charset=utf-16",
            "Content-Encoding=gzip",
            "Content-Encoding=identity",
            "Content-Encoding=nonsense",
            "If-Modified-Since=yesterday",
            "If-Unmodified-Since=Thu, 01 Jan 1970 00:00:00 GMT",
            "traceparent=00-0-0-00",
            "Last-Event-ID=\u00ff",
            "Host=evil.example",
            "Host=evil.example:99999");

    static final List<String> ODD_ETAGS = List.of(
            "*",
            "\"1\"",
            "1",
            "\"\"",
            "W/\"1\"",
            "W/\"999\" ",
            "\"1",
            "\"1\", *",
            "\"99999999999999999999\" ",
            "\"-1\"",
            ",",
            "",
            "\"a\"",
            "\"1\",\"2\",",
            "\"1\" \"2\"",
            "\"caf\u00e9\"",
            "*, *",
            "w/\"1\"");

    private static final Pattern JSON_VALUE = Pattern.compile(
            ":(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|-?\\d[^,}\\]]*|true|false|null|\\[[^\\[\\]{}]*]|\\{[^{}]*})");

    private Texts() {}

    static String literal(String text) {
        return Matcher.quoteReplacement(text);
    }

    /** One of the body's, or else a parameter of the address. */
    static RawRequest replaceSomeValue(RawRequest request, String value) {
        List<MatchResult> values = JSON_VALUE.matcher(request.body()).results().toList();
        if (values.isEmpty()) {
            String plain = value.replaceAll("[^A-Za-z0-9+.-]", "");
            return request.query().contains("=")
                    ? request.withQuery(request.query().replaceFirst("=[^&]*", "=" + plain))
                    : request.andParameter("limit=" + plain);
        }
        MatchResult chosen = values.get(Math.floorMod((request.body() + value).hashCode(), values.size()));
        return request.withBody(request.body().substring(0, chosen.start(1))
                + value
                + request.body().substring(chosen.end(1)));
    }

    static RawRequest withoutBody(RawRequest request, String what) {
        RawRequest typed = what.startsWith("Content-Type")
                ? request.with("Content-Type", "application/json")
                : request.without("Content-Type");
        RawRequest empty = typed.withBody("");
        return empty.withFraming(
                what.endsWith("length") ? Framing.LENGTH : what.equals("chunks") ? Framing.CHUNKED : Framing.NO_BODY);
    }

    static RawRequest bodyOfOtherBytes(RawRequest request, String what) {
        String body = request.body();
        return switch (what) {
            case "BOM" -> request.withBody("\u00ef\u00bb\u00bf" + body);
            case "FF" -> request.withBody(body.replaceFirst("\"", "\"\u00ff"));
            case "C3 at the end" -> request.withBody(body + "\u00c3");
            case "UTF-16" ->
                request.withBody(new String(body.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1));
            case "gzip" -> request.with("Content-Encoding", "gzip").withBody(compressed(body));
            case "deflate, not declared" -> request.withBody(compressed(body));
            case "cut" -> request.withBody(body.substring(0, body.length() / 2));
            default -> request.withBody(body + "junk");
        };
    }

    private static String compressed(String body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
