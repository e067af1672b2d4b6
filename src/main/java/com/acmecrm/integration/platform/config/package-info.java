/**
 * What the configuration may hold: each feature tells its keys in a {@link SettingGroup}, and all of them are checked
 * before anything else begins. Knows no feature.
 */
package com.acmecrm.integration.platform.config;
