package com.acmecrm.integration.dev;

/** The class path of this process, for its children. */
public final class TestClasspath {

    private TestClasspath() {}

    /** Under Failsafe {@code java.class.path} is only a jar that names the others. */
    public static String get() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
