package com.acmecrm.integration.platform.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Every address that no other servlet has: 404, whatever the method. In place of the servers' own servlets for files, which
 * differ in methods and in how they answer those that they do not support.
 */
@WebServlet(urlPatterns = "/")
public class NothingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
