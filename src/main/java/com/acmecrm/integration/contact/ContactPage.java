package com.acmecrm.integration.contact;

import java.util.List;
import java.util.Optional;

/** A page of the list, and the place where the next one begins. */
record ContactPage(List<Contact> contacts, Optional<ContactCursor> next) {}
