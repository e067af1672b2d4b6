package com.acmecrm.integration.platform;

import inet.ipaddr.IPAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A configured list of addresses and CIDR blocks. */
public final class Networks {

    private static final Pattern CIDR = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

    private final List<IPAddress> blocks;

    private Networks(List<IPAddress> blocks) {
        this.blocks = blocks;
    }

    /** @throws java.util.NoSuchElementException if a member is neither; {@link #isBlock} has been asked at start */
    public static Networks of(Optional<String[]> members) {
        return new Networks(members.stream()
                .flatMap(Stream::of)
                .map(text -> block(text.strip()).orElseThrow())
                .toList());
    }

    /** Whether it is an address or a CIDR block. */
    static boolean isBlock(String text) {
        return block(text).isPresent();
    }

    /** @param address of a host; what is none is in no network */
    public boolean contain(String address) {
        return HostAddress.parse(address).filter(this::contain).isPresent();
    }

    boolean contain(IPAddress host) {
        return blocks.stream().anyMatch(block -> block.contains(host));
    }

    private static Optional<IPAddress> block(String text) {
        Matcher cidr = CIDR.matcher(text);
        if (!cidr.matches()) {
            return Optional.empty();
        }
        // A block of IPv4-mapped addresses would never be met: the length of its prefix is not IPv4's.
        return HostAddress.parse(cidr.group(1))
                .filter(host -> cidr.group(2) == null
                        || !(host.isIPv4() && cidr.group(1).contains(":")))
                .map(host -> cidr.group(2) == null ? host : prefixBlock(host, Integer.parseInt(cidr.group(2))));
    }

    /** Null if the prefix is longer than the address. */
    private static IPAddress prefixBlock(IPAddress host, int bits) {
        return bits > host.getBitCount() ? null : host.toPrefixBlock(bits);
    }
}
