package com.acmecrm.integration;

import com.acmecrm.integration.idempotency.Idempotent;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.platform.health.BoundedHealthCheck;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Initialized;
import jakarta.interceptor.Interceptor;
import jakarta.json.Json;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The structure that everything stands on. A message says what to do instead. */
@AnalyzeClasses(
        packages = "com.acmecrm.integration",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.OnlyMain.class})
class ArchitectureTest {

    private static final String ROOT = "com.acmecrm.integration";

    /** Open to everyone; each new one is a decision. */
    private static final Set<String> PERMIT_ALL = Set.of("AuthResource.login");

    @ArchTest
    static final ArchRule features_should_have_no_cycles = slices().matching(ROOT + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("what two features need of each other belongs into one of them, or below both");

    @ArchTest
    static final ArchRule contact_should_not_know_what_is_built_on_it = noClasses()
            .that()
            .resideInAPackage(ROOT + ".contact")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".contact.*..")
            .because("what several of them need belongs into contact");

    @ArchTest
    static final ArchRule what_is_built_on_contact_should_stand_by_itself = slices().matching(ROOT + ".contact.(*)..")
            .should()
            .notDependOnEachOther()
            .because("what two of them need of each other belongs into contact");

    @ArchTest
    static final ArchRule platform_should_know_no_feature = only("platform")
            .because("platform carries the features; pass in what it needs, or move the class to its feature");

    @ArchTest
    static final ArchRule problem_should_know_only_platform = only("problem", "platform")
            .because("a feature throws a ProblemException or brings its own mapper; problem knows none of them");

    @ArchTest
    static final ArchRule event_should_know_no_feature = only("event", "problem", "platform")
            .because("features hand an OutboxEvent to the outbox; the outbox does not ask what it means");

    @ArchTest
    static final ArchRule contact_should_know_only_event_and_below = only(
                    "contact", "event", "idempotency", "problem", "platform")
            .because("contacts do not care who is asking or how often: gate has answered that before");

    @ArchTest
    static final ArchRule idempotency_should_know_only_event_and_below = only(
                    "idempotency", "event", "problem", "platform")
            .because("a feature puts @Idempotent on its method; what it does there is no matter");

    @ArchTest
    static final ArchRule posts_of_contacts_should_be_idempotent = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(ROOT + ".contact..")
            .and()
            .areAnnotatedWith(POST.class)
            .should()
            .beAnnotatedWith(Idempotent.class)
            .because("every POST under /api/contacts honours Idempotency-Key: add @Idempotent");

    @ArchTest
    static final ArchRule idempotent_methods_should_return_a_response = methods()
            .that()
            .areAnnotatedWith(Idempotent.class)
            .should()
            .haveRawReturnType(Response.class)
            .because("its status, Location, ETag and body are given again");

    @ArchTest
    static final ArchRule auth_should_know_only_problem_and_below = only("auth", "problem", "platform")
            .because("auth answers gate's questions; it does not know which feature is guarded");

    @ArchTest
    static final ArchRule console_should_know_no_feature =
            only("console", "platform").because("the console is files; what it shows it gets from the public API");

    @ArchTest
    static final ArchRule tokens_should_not_know_users = noClasses()
            .that()
            .resideInAPackage(ROOT + ".auth.token..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".auth")
            .because("a token is issued to ids and names; whose they are, auth knows");

    @ArchTest
    static final ArchRule ratelimit_should_know_only_problem_and_below = only("ratelimit", "problem", "platform")
            .because("ratelimit counts addresses, it does not know who the caller is");

    @ArchTest
    static final ArchRule audit_should_know_only_event_and_below = only("audit", "event", "problem", "platform")
            .because("audit is told what happens; it does not ask the features");

    @ArchTest
    static final ArchRule nobody_should_know_audit = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".audit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".audit..")
            .because("a feature fires Audited and does not care who keeps it");

    @ArchTest
    static final ArchRule nobody_should_know_gate = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".gate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".gate..")
            .because("gate stands before everything; hand data on in a request-scoped bean below it");

    @ArchTest
    static final ArchRule outbox_should_know_nobody_who_uses_it = noClasses()
            .that()
            .resideInAPackage(ROOT + ".event")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(eventParts("consumer", "kafka", "ops", "stream"))
            .because("an event goes from the outbox over Kafka to the consumer; ops and stream look on");

    @ArchTest
    static final ArchRule consumer_should_know_only_the_outbox = noClasses()
            .that()
            .resideInAPackage(ROOT + ".event.consumer")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(eventParts("kafka", "ops", "stream"))
            .because("Kafka implements what the consumer asks for, and nobody who looks on is needed");

    @ArchTest
    static final ArchRule onlookers_should_not_know_each_other = noClasses()
            .that()
            .resideInAPackage(ROOT + ".event.stream")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(eventParts("consumer", "kafka", "ops"))
            .because("the stream reads rows and nothing else");

    @ArchTest
    static final ArchRule only_event_kafka_should_know_kafka = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".event.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("everyone else speaks to EventOutbox or EventPublisher");

    @ArchTest
    static final ArchRule only_redis_classes_should_know_redis = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Redis")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.redisson..")
            .because("a class that talks to Redis says so in its name: RedisTokenStore, RedisRateLimiter");

    @ArchTest
    static final ArchRule only_repositories_should_know_the_entity_manager = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Repository")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(EntityManager.class)
            .because("queries stand together in the feature's repository");

    @ArchTest
    static final ArchRule services_should_run_behind_the_bulkhead = classes()
            .that()
            .areAnnotatedWith(Transactional.class)
            .and()
            .areNotAnnotatedWith(Interceptor.class)
            .should()
            .beAnnotatedWith(OnRequestDatabase.class)
            .because("a request must not wait for a connection, nor meet an outage as a 500: add @OnRequestDatabase");

    @ArchTest
    static final ArchRule background_work_should_begin_when_the_application_has_started = methods()
            .that(DescribedPredicate.describe("observe the start of the context", ArchitectureTest::observesTheContext))
            .should(notBeginBackgroundWork())
            .because("Payara closes the libraries once more after that: observe ApplicationStarted");

    @ArchTest
    static final ArchRule health_checks_should_be_bounded = classes()
            .that()
            .implement(HealthCheck.class)
            .should()
            .implement(BoundedHealthCheck.class)
            .because("/health asks only those that say what their silence means");

    @ArchTest
    static final ArchRule resources_should_not_show_entities = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Resource")
            .should(notMentionAnEntity())
            .because("an answer is a record or JSON; an entity belongs to its transaction");

    @ArchTest
    static final ArchRule resource_methods_should_say_who_may_call = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should()
            .beAnnotatedWith(RolesAllowed.class)
            .orShould()
            .beAnnotatedWith(PermitAll.class)
            .because("a method without a rule is a hole; add @RolesAllowed");

    @ArchTest
    static final ArchRule main_should_be_portable = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "com.acmecrm.payara..",
                    "fish.payara..",
                    "org.glassfish..",
                    "org.jboss..",
                    "org.wildfly..",
                    "com.sun..",
                    "sun.."))
            .because("one WAR runs on every server; what differs lives in server-config");

    @ArchTest
    static final ArchRule hibernate_should_stay_in_the_persistence_glue = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".platform..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.hibernate..").and(resideOutsideOfPackages("org.hibernate.annotations..")))
            .because("features use Jakarta Persistence; Hibernate's own types are for platform");

    @ArchTest
    static final ArchRule threads_should_be_the_containers = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Executors.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .because("the container's executors know the application: inject a ManagedExecutorService");

    @ArchTest
    static final ArchRule time_should_come_from_the_clock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("tests set the time: inject the Clock");

    @ArchTest
    static final ArchRule json_should_come_from_the_provider_that_was_looked_up = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Json.class)
            .because("each of its calls looks through every jar of the server: call JsonP.JSON instead");

    @ArchTest
    static final ArchRule nothing_should_print = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("use the class's logger");

    @ArchTest
    static final ArchRule names_should_say_something = classes()
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Util|Utils|Helper)")
            .because("name a class by what it is responsible for");

    @ArchTest
    static void open_methods_should_be_the_known_ones(JavaClasses classes) {
        Set<String> open = classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(PermitAll.class))
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .collect(Collectors.toSet());
        assertThat(open).isEqualTo(PERMIT_ALL);
    }

    private static ArchRule only(String feature, String... allowed) {
        DescribedPredicate<JavaClass> foreign = JavaClass.Predicates.resideInAPackage(ROOT + "..")
                .and(resideOutsideOfPackages(packages(feature, allowed)));
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + feature + "..")
                .should()
                .dependOnClassesThat(foreign);
    }

    private static String[] eventParts(String... parts) {
        return java.util.stream.Stream.of(parts)
                .map(part -> ROOT + ".event." + part)
                .toArray(String[]::new);
    }

    private static String[] packages(String feature, String... allowed) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(feature), java.util.stream.Stream.of(allowed))
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);
    }

    private static boolean observesTheContext(JavaMethod method) {
        return method.getParameters().stream().anyMatch(parameter -> parameter.isAnnotatedWith(Initialized.class));
    }

    private static ArchCondition<JavaMethod> notBeginBackgroundWork() {
        return new ArchCondition<>("not begin background work") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().isAssignableTo(Executor.class))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(method, call.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaMethod> notMentionAnEntity() {
        return new ArchCondition<>("not mention an entity") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getAllInvolvedRawTypes().stream()
                        .filter(type -> type.isAnnotatedWith(Entity.class))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " mentions " + type.getSimpleName())));
            }
        };
    }

    /** The rules are for what ships. */
    static final class OnlyMain implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return location.contains("/classes/") && !location.contains("/test-classes/");
        }
    }
}
