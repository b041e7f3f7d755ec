#pragma once

/// What has come: verified (verify.h), and the deliveries of many districts collated (collate.h).

#include "receiving/collate.h"
#include "receiving/verify.h"
