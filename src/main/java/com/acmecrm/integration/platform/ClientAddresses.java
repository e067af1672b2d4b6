package com.acmecrm.integration.platform;

import inet.ipaddr.IPAddress;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whom a request comes from: the peer, unless that is one of {@code acmecrm.ratelimit.trusted-proxies}. Then
 * {@code X-Forwarded-For} is read from its right end, where the proxies have written, and the first address that is none
 * of theirs is the client's. What stands left of it the client may have made up.
 */
@ApplicationScoped
public class ClientAddresses {

    private static final String HEADER = "X-Forwarded-For";
    private static final String ATTRIBUTE = ClientAddresses.class.getName();

    /** {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [2001:db8::1]}, {@code [2001:db8::1]:80}. */
    private static final Pattern MEMBER =
            Pattern.compile("\\[([^\\]]{1,45})\\](?::\\d{1,5})?|([\\d.]{1,15})(?::\\d{1,5})?|([^\\[\\]]{1,45})");

    /** No real chain is as long, and a header holds thousands. */
    private static final int MAX_HOPS = 32;

    @Inject
    @ConfigProperty(name = "acmecrm.ratelimit.trusted-proxies")
    Optional<String[]> configured; // not a List: Payara cannot look into two generic types

    private Networks trusted;

    @PostConstruct
    void read() {
        trusted = Networks.of(configured);
    }

    /** In the form of RFC 5952, IPv4-mapped addresses as IPv4; the same for the whole request. */
    public String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String address = find(request);
        request.setAttribute(ATTRIBUTE, address);
        return address;
    }

    /** Whether the client came by TLS: to us, or to a trusted proxy, the last of which writes {@code X-Forwarded-Proto}. */
    public boolean isSecure(HttpServletRequest request) {
        return request.isSecure()
                || trusted.contain(withoutZone(request.getRemoteAddr()))
                        && "https".equals(request.getHeader("X-Forwarded-Proto"));
    }

    private String find(HttpServletRequest request) {
        String peer = withoutZone(request.getRemoteAddr());
        return HostAddress.parse(peer)
                .map(address -> trusted.contain(address) ? behind(address, forwarded(request)) : address)
                .map(IPAddress::toCanonicalString)
                .orElse(peer);
    }

    /** Several lines are one list (RFC 9110, 5.3). */
    private static String forwarded(HttpServletRequest request) {
        return String.join(",", Collections.list(request.getHeaders(HEADER)));
    }

    /** From the right, one trusted address after the other; what cannot be read ends the walk as if nothing stood there. */
    private IPAddress behind(IPAddress proxy, String forwarded) {
        IPAddress client = proxy;
        int end = forwarded.length();
        for (int hop = 0; hop < MAX_HOPS && end >= 0 && trusted.contain(client); hop++) {
            int comma = forwarded.lastIndexOf(',', end - 1);
            Optional<IPAddress> next = member(forwarded.substring(comma + 1, end));
            if (next.isEmpty()) {
                return client;
            }
            client = next.get();
            end = comma;
        }
        return client;
    }

    private static Optional<IPAddress> member(String text) {
        Matcher member = MEMBER.matcher(text.strip());
        if (!member.matches()) {
            return Optional.empty();
        }
        boolean bracketed = member.group(1) != null;
        String host = bracketed ? member.group(1) : member.group(2) != null ? member.group(2) : member.group(3);
        return bracketed && !host.contains(":") ? Optional.empty() : HostAddress.parse(host);
    }

    /** {@code fe80::1%eth0}: which network card it came through does not matter. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
