package com.acmecrm.integration.platform;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of hosts, each in one form: IPv6 as RFC 5952 has it, IPv4-mapped IPv6 as IPv4. */
public final class HostAddress {

    /** The library would also read {@code 10.1}, {@code 0x7f.1}, {@code 010.0.0.1}, {@code 10.*.*.*}, and nothing at all. */
    private static final Pattern PLAIN =
            Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}|(?=.{0,4}:)[0-9A-Fa-f:.]{2,45}");

    private static final int IPV6_BITS = 128;

    private HostAddress() {}

    /** Empty for anything but a full address: a name, a range, a network, an address with a zone. */
    static Optional<IPAddress> parse(String text) {
        if (!PLAIN.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(new IPAddressString(text).getAddress()).map(HostAddress::unmapped);
    }

    /** Whether it is a full IPv6 address, also one that carries an IPv4 address. */
    public static boolean isIpv6(String text) {
        return text.indexOf(':') >= 0 && parse(text).isPresent();
    }

    /**
     * The network that an IPv6 address belongs to, by its first address; IPv4 addresses stay as they are, and so does what
     * is no address.
     *
     * @param ipv6Bits length of the network's prefix
     */
    public static String network(String address, int ipv6Bits) {
        if (ipv6Bits == IPV6_BITS || address.indexOf(':') < 0) {
            return address;
        }
        return parse(address)
                .map(host -> host.toPrefixBlock(ipv6Bits).getLower().withoutPrefixLength())
                .map(IPAddress::toCanonicalString)
                .orElse(address);
    }

    private static IPAddress unmapped(IPAddress address) {
        return address instanceof IPv6Address ipv6 && ipv6.isIPv4Mapped() ? ipv6.getEmbeddedIPv4Address() : address;
    }
}
