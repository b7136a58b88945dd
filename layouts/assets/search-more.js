(function () {}());
