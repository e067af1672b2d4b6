package com.acmecrm.payara;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpTrailer;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.Header;

/**
 * Ignores {@code Upgrade}, and gives malformed requests another path, at which the service answers them as it answers everything: as a problem, with a
 * request id, in its log and its metrics. The service's {@code MalformedRequest} lists these paths.
 */
final class RequestCheckFilter extends BaseFilter {

    private static final String CHECKED = RequestCheckFilter.class.getName();
    private static final String NO_HOST = "localhost";

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (!(context.getMessage() instanceof HttpContent content)
                || !(content.getHttpHeader() instanceof HttpRequestPacket request)) {
            return context.getInvokeAction();
        }
        boolean isWellFormed =
                !(content instanceof HttpTrailer trailer) || HeaderSection.isWellFormed(trailer.getHeaders());
        if (request.getAttribute(CHECKED) == null) { // each part of a body comes here
            request.setAttribute(CHECKED, true);
            check(request, isWellFormed);
        } else if (!isWellFormed) {
            context.getConnection().closeSilently(); // the service is reading the body
            return context.getStopAction();
        }
        return context.getInvokeAction();
    }

    /**
     * Ignores {@code Upgrade}, as a server may (RFC 9110, 7.8). Grizzly would take everything after the header section for the
     * other protocol, whether it serves that or not: the service would wait for a body that never comes.
     */
    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) throws IOException {
        if (event instanceof IncomingHttpUpgradeEvent upgrade
                && upgrade.getHttpHeader().isRequest()) {
            upgrade.getHttpHeader().getUpgradeDC().recycle();
            upgrade.getHttpHeader().setIgnoreContentModifiers(false);
            return context.getStopAction();
        }
        return super.handleEvent(context, event);
    }

    private static void check(HttpRequestPacket request, boolean hasValidTrailer) {
        RequestPath path = new RequestPath(text(request.getRequestURIRef().getRequestURIBC()));
        if (!hasValidTrailer || !HeaderSection.isWellFormed(request.getHeaders())) {
            // Where this request ends is then a matter of opinion.
            request.getProcessingState().setKeepAlive(false);
            refuse(request, "/malformed-header", path);
        } else if (!hasValidHost(request)) {
            refuse(request, "/malformed-host", path);
        } else if (path.isMalformed()) {
            refuse(request, "/malformed-address", path);
        } else if (path.isUnservable()) {
            request.setRequestURI(path.quoted());
        }
    }

    private static void refuse(HttpRequestPacket request, String reason, RequestPath path) {
        request.setRequestURI(reason + path.quoted());
        if (!hasValidHost(request)) {
            // Payara would fail when it reads the port.
            request.getHeaders().setValue(Header.Host).setString(NO_HOST);
        }
    }

    private static boolean hasValidHost(HttpRequestPacket request) {
        List<String> hosts = new ArrayList<>(1);
        request.getHeaders().values(Header.Host).forEach(hosts::add);
        // A request of HTTP/1.0 needs none; one of HTTP/1.1 without has been refused.
        return hosts.isEmpty() || hosts.size() == 1 && HostHeader.isValid(hosts.get(0));
    }

    /** A char a byte. */
    private static String text(DataChunk chunk) {
        return chunk.toString(StandardCharsets.ISO_8859_1);
    }
}
