package com.acmecrm.payara;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code Host} (RFC 9110, 7.2; RFC 3986, 3.2.2). */
final class HostHeader {

    private static final Pattern VALID =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[\\w.~!$&'()*+,;=%-]+)(:(?<port>[0-9]{0,5}))?");
    private static final int MAX_PORT = 65_535;

    private HostHeader() {}

    static boolean isValid(String value) {
        Matcher host = VALID.matcher(value);
        if (!host.matches()) {
            return false;
        }
        String port = host.group("port");
        return port == null || port.isEmpty() || Integer.parseInt(port) <= MAX_PORT;
    }
}
