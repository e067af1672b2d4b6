package com.acmecrm.integration.auth.user;

import java.util.List;
import java.util.OptionalLong;

/** A page of the list, and the user behind whom the next one begins. */
record UserPage(List<Account> users, OptionalLong next) {

    /** @param found one more than fit, if there are more */
    static UserPage of(List<Account> found, int limit) {
        if (found.size() <= limit) {
            return new UserPage(found, OptionalLong.empty());
        }
        List<Account> page = found.subList(0, limit);
        return new UserPage(page, OptionalLong.of(page.get(limit - 1).number()));
    }
}
