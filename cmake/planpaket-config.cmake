# find_package(planpaket) gives a target for each folder of src/, such as planpaket::keeping.
include(${CMAKE_CURRENT_LIST_DIR}/dependencies.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/planpaket-targets.cmake)
