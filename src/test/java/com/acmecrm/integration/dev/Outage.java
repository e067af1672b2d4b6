package com.acmecrm.integration.dev;

/** What is done to something that the application stands on. */
public enum Outage {
    POSTGRES_STOPPED(Service.POSTGRES, EmbeddedServices::stop, EmbeddedServices::start),
    POSTGRES_FROZEN(Service.POSTGRES, EmbeddedServices::freeze, EmbeddedServices::thaw),
    REDIS_STOPPED(Service.REDIS, EmbeddedServices::stop, EmbeddedServices::start),
    REDIS_FROZEN(Service.REDIS, EmbeddedServices::freeze, EmbeddedServices::thaw),
    KAFKA_STOPPED(Service.KAFKA, EmbeddedServices::stop, EmbeddedServices::start),
    KAFKA_FROZEN(Service.KAFKA, EmbeddedServices::freeze, EmbeddedServices::thaw);

    private final Service service;
    private final Step begin;
    private final Step end;

    Outage(Service service, Step begin, Step end) {
        this.service = service;
        this.begin = begin;
        this.end = end;
    }

    public void begin(EmbeddedServices services) {
        begin.on(services, service);
    }

    /** Returns when it is there again. */
    public void end(EmbeddedServices services) {
        end.on(services, service);
    }

    public boolean isNoticedByRequests() {
        return service != Service.KAFKA;
    }

    private interface Step {
        void on(EmbeddedServices services, Service service);
    }
}
