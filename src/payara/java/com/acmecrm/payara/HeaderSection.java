package com.acmecrm.payara;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Header fields as they came (RFC 9110, 5.5; RFC 9112, 2.2 and 5). Grizzly either refuses all but ASCII, or takes
 * anything: a lone CR or LF, a NUL, a value that goes on in the next line. Servers and proxies that read such headers
 * differently disagree about where a request ends.
 */
final class HeaderSection {

    private static final int DELETE = 0x7F;
    private static final String PROTOCOL = "HTTP/";

    private HeaderSection() {}

    static boolean isWellFormed(MimeHeaders headers) {
        for (int index = 0; index < headers.size(); index++) {
            if (!isWellFormed(headers.getValue(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWellFormed(DataChunk value) {
        return switch (value.getType()) {
            case Buffer -> {
                Buffer bytes = value.getBufferChunk().getBuffer();
                yield isWellFormed(bytes::get, value.getStart(), value.getEnd());
            }
            case Bytes -> {
                byte[] bytes = value.getByteChunk().getBuffer();
                yield isWellFormed(index -> bytes[index], value.getStart(), value.getEnd());
            }
            default -> value.toString().chars().noneMatch(HeaderSection::isControl); // HTTP/2 has no lines
        };
    }

    /** Reads on after the value, as Grizzly takes a lone LF for the end of a line and joins lines. */
    private static boolean isWellFormed(IntUnaryOperator bytes, int start, int end) {
        int index = start;
        while (index < end) {
            if (isControl(bytes.applyAsInt(index++))) {
                return false;
            }
        }
        if (isInRequestLine(bytes, end)) {
            return true;
        }
        while (bytes.applyAsInt(index) == ' ' || bytes.applyAsInt(index) == '\t') {
            index++;
        }
        return bytes.applyAsInt(index) == '\r' && bytes.applyAsInt(index + 1) == '\n';
    }

    /** Of an absolute address, {@code GET http://host/path HTTP/1.1}, Grizzly takes the host for the value of {@code Host}. */
    private static boolean isInRequestLine(IntUnaryOperator bytes, int end) {
        int next = bytes.applyAsInt(end);
        return next == '/'
                || next == '?'
                || next == ' '
                        && IntStream.range(0, PROTOCOL.length())
                                .allMatch(index -> bytes.applyAsInt(end + 1 + index) == PROTOCOL.charAt(index));
    }

    private static boolean isControl(int character) {
        return character >= 0 && character < ' ' && character != '\t' || character == DELETE;
    }
}
