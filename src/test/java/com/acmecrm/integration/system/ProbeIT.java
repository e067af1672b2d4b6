package com.acmecrm.integration.system;

import com.acmecrm.integration.audit.AuditProbe;
import com.acmecrm.integration.event.ProbeHandler;
import com.acmecrm.integration.event.ProbeResource;
import com.acmecrm.integration.event.RelayProbe;
import com.acmecrm.integration.event.consumer.MovesProbe;
import com.acmecrm.integration.platform.FailingFilter;
import com.acmecrm.integration.platform.task.TaskProbe;
import com.acmecrm.integration.platform.task.TaskProbeResource;
import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** What only code inside the server can try: the WAR with a few classes more. */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ProbeIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("acmecrm.test.war")))
                .addClasses(
                        ProbeResource.class,
                        ProbeHandler.class,
                        FailingFilter.class,
                        RelayProbe.class,
                        AuditProbe.class,
                        AuditProbe.Undoing.class,
                        MovesProbe.class,
                        TaskProbe.class,
                        TaskProbeResource.class);
    }

    @Test
    void appendingShouldBeRefusedOutsideATransaction() {
        Answer answer = Api.admin().post("/api/probe", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThatJson(answer.body()).node("refusal").isEqualTo("jakarta.transaction.TransactionalException");
        assertThat(Database.rows("select 1 from event_processing where message_key = 'probe'"))
                .isEmpty();
    }

    @Test
    void failureOfAFilterShouldBeAProblemWithoutTheInside() {
        Answer answer = Api.anonymous().get("/problem.css");

        Problems.assertProblem(answer, 500, "internal-error");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Nested
    @Order(1)
    class Moves extends MovesSuite {}

    @Nested
    @Order(2)
    class Processing extends ProcessingSuite {}

    @Nested
    @Order(3)
    class Trail extends AuditTrailSuite {}

    @Nested
    @Order(4)
    class Tasks extends TasksSuite {}

    /** The last: nothing is processed afterwards. */
    @Nested
    @Order(5)
    class Death extends DeathSuite {}
}
