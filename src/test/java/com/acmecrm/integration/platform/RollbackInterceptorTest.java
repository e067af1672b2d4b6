package com.acmecrm.integration.platform;

import jakarta.interceptor.InvocationContext;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RollbackInterceptorTest {

    private final RollbackInterceptor interceptor = new RollbackInterceptor();

    @ParameterizedTest
    @ValueSource(classes = {RollbackException.class, SystemException.class})
    void checkedExceptionOfACommitShouldBecomeUnchecked(Class<? extends Exception> type) throws Exception {
        Exception failure = type.getConstructor().newInstance();

        assertThatThrownBy(() -> interceptor.call(throwing(failure)))
                .isInstanceOf(TransactionalException.class)
                .hasCause(failure);
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class})
    void otherExceptionShouldStayAsItIs(Class<? extends Exception> type) throws Exception {
        Exception failure = type.getConstructor().newInstance();

        assertThatThrownBy(() -> interceptor.call(throwing(failure))).isSameAs(failure);
    }

    private static InvocationContext throwing(Exception failure) {
        return (InvocationContext) Proxy.newProxyInstance(
                RollbackInterceptorTest.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, method, arguments) -> {
                    throw failure;
                });
    }
}
