package com.acmecrm.payara;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderSectionTest {

    @ParameterizedTest
    @ValueSource(strings = {"<a>\r\n", "<>\r\n", "<a\tb> \t \r\n", "<\u00E9\u00FF>\r\nX: b\r\n"})
    void valueOnOneLineShouldBeTaken(String line) {
        assertThat(sections(line)).allMatch(HeaderSection::isWellFormed);
    }

    /** What is between the angle brackets is what Grizzly takes for the value. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>\nX: b\r\n",
                "<a\r>b\r\n",
                "<a>\rb\r\n",
                "<a>\r\r\n",
                "<a\0b>\r\n",
                "<a\u0001b>\r\n",
                "<a\u007F>\r\n",
                "<a\n b>\r\n",
                "<a b> b\r\n"
            })
    void anythingElseShouldBeRefused(String line) {
        assertThat(sections(line)).noneMatch(HeaderSection::isWellFormed);
    }

    /** The host of an absolute address is not in a line of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"http://<a>/b HTTP/1.1\r\n", "http://<a:1>?b HTTP/1.1\r\n", "http://<a> HTTP/1.1\r\n"})
    void hostOfAnAbsoluteAddressShouldBeWellFormed(String line) {
        assertThat(sections(line)).allMatch(HeaderSection::isWellFormed);
    }

    /** Grizzly has them in a buffer of its own or in an array, by the memory that a connection uses. */
    private static Stream<MimeHeaders> sections(String line) {
        int start = line.indexOf('<');
        int end = line.indexOf('>') - 1;
        byte[] bytes = line.replaceAll("[<>]", "").getBytes(StandardCharsets.ISO_8859_1);
        MimeHeaders inArray = new MimeHeaders();
        inArray.addValue("x").setBytes(bytes, start, end);
        Buffer buffer = Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, bytes);
        MimeHeaders inBuffer = new MimeHeaders();
        inBuffer.addValue("x").setBuffer(buffer, start, end);
        return Stream.of(inArray, inBuffer);
    }
}
